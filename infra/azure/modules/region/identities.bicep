// Who acts in a region. Pods prove themselves by tokens of their cluster; there is no password or key.
targetScope = 'resourceGroup'

param name string
param location string
param networkName string

resource cluster 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: '${name}-cluster'
  location: location
}

resource kubelet 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: '${name}-kubelet'
  location: location
}

resource secrets 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: '${name}-secrets'
  location: location
}

resource backup 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: '${name}-backup'
  location: location
}

resource network 'Microsoft.Network/virtualNetworks@2025-05-01' existing = {
  name: networkName
}

// Built-in roles: Network Contributor on the region's network, Managed Identity Operator on the kubelet's identity.
var networkContributor = '4d97b98b-1d4f-4787-a291-c67834d212e7'
var identityOperator = 'f1a07417-d97a-45cb-824c-7a7467783830'

resource joinsNetwork 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(network.id, cluster.id, networkContributor)
  scope: network
  properties: {
    principalId: cluster.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', networkContributor)
  }
}

resource givesKubelet 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(kubelet.id, cluster.id, identityOperator)
  scope: kubelet
  properties: {
    principalId: cluster.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', identityOperator)
  }
}

output clusterId string = cluster.id
output clusterPrincipalId string = cluster.properties.principalId
output kubeletId string = kubelet.id
output kubeletClientId string = kubelet.properties.clientId
output kubeletPrincipalId string = kubelet.properties.principalId
output secretsName string = secrets.name
output secretsClientId string = secrets.properties.clientId
output secretsPrincipalId string = secrets.properties.principalId
output backupName string = backup.name
output backupClientId string = backup.properties.clientId
output backupPrincipalId string = backup.properties.principalId
