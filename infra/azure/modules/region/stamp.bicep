// One region: network, identities, secrets, cluster, metrics. Every region gets the same stamp, home included.
targetScope = 'resourceGroup'

param name string
param location string
param addressSpace string
param outboundPrefixes array
param publicIngress bool
@description('kubernetesVersion, tier, upgradeChannel, zones, systemNodeSize, systemNodes, appNodeSize, appNodesLeast, appNodesMost.')
param cluster object
param adminGroups array
param operatorAddresses array
param metricsId string
param logsId string
@description('Unique part of names that the whole of Azure shares.')
param suffix string

module network 'network.bicep' = {
  name: '${name}-network'
  params: {
    name: name
    location: location
    addressSpace: addressSpace
    outboundPrefixes: outboundPrefixes
    publicIngress: publicIngress
  }
}

module identities 'identities.bicep' = {
  name: '${name}-identities'
  params: { name: name, location: location, networkName: network.outputs.name }
}

module vault 'vault.bicep' = {
  name: '${name}-vault'
  params: {
    name: take('${location}-${suffix}', 24)
    location: location
    nodesSubnetId: network.outputs.nodesSubnetId
    readerPrincipalId: identities.outputs.secretsPrincipalId
    operatorAddresses: operatorAddresses
    logsId: logsId
  }
}

module kubernetes 'cluster.bicep' = {
  name: '${name}-cluster'
  params: {
    name: name
    location: location
    kubernetesVersion: cluster.kubernetesVersion
    tier: cluster.tier
    upgradeChannel: cluster.upgradeChannel
    zones: cluster.zones
    systemNodeSize: cluster.systemNodeSize
    systemNodes: cluster.systemNodes
    appNodeSize: cluster.appNodeSize
    appNodesLeast: cluster.appNodesLeast
    appNodesMost: cluster.appNodesMost
    nodesSubnetId: network.outputs.nodesSubnetId
    clusterIdentityId: identities.outputs.clusterId
    kubeletIdentityId: identities.outputs.kubeletId
    kubeletClientId: identities.outputs.kubeletClientId
    kubeletPrincipalId: identities.outputs.kubeletPrincipalId
    adminGroups: adminGroups
    operatorAddresses: operatorAddresses
    logsId: logsId
  }
}

// Pods that sync secrets run in three namespaces under one name; all act as the region's `secrets` identity.
module readsSecrets 'federation.bicep' = [
  for namespace in ['outpost-apps', 'outpost-data', 'outpost-ingress']: {
    name: '${name}-${namespace}-secrets'
    params: {
      identityName: identities.outputs.secretsName
      issuer: kubernetes.outputs.issuer
      namespace: namespace
      serviceAccount: 'secret-sync'
    }
  }
]

module writesBackups 'federation.bicep' = {
  name: '${name}-backup'
  params: {
    identityName: identities.outputs.backupName
    issuer: kubernetes.outputs.issuer
    namespace: 'outpost-data'
    serviceAccount: 'backup'
  }
}

module metrics 'metrics.bicep' = {
  name: '${name}-metrics'
  params: { name: name, location: location, clusterName: name, metricsId: metricsId }
  dependsOn: [kubernetes]
}

module logs 'logs.bicep' = {
  name: '${name}-logs'
  params: { name: name, location: location, clusterName: name, logsId: logsId }
  dependsOn: [kubernetes]
}

output clusterId string = kubernetes.outputs.id
output nodeResourceGroup string = kubernetes.outputs.nodeResourceGroup
output networkId string = network.outputs.id
output networkName string = network.outputs.name
output nodesSubnetId string = network.outputs.nodesSubnetId
output outboundAddress string = network.outputs.outboundAddress
output vaultName string = vault.outputs.name
output clusterPrincipalId string = identities.outputs.clusterPrincipalId
output kubeletPrincipalId string = identities.outputs.kubeletPrincipalId
output secretsClientId string = identities.outputs.secretsClientId
output backupClientId string = identities.outputs.backupClientId
output backupPrincipalId string = identities.outputs.backupPrincipalId
