// A region's Kubernetes cluster: three zones, no local accounts, add-ons that Azure keeps current.
targetScope = 'resourceGroup'

param name string
param location string
param kubernetesVersion string
@description('Free has no promise of availability for the API server; pages do not need that server.')
@allowed(['Free', 'Standard'])
param tier string = 'Standard'
@description('none where a fleet upgrades Kubernetes, patch where nothing else does.')
@allowed(['none', 'patch'])
param upgradeChannel string = 'none'
param zones array
param systemNodeSize string
param systemNodes int = 2
@description('Size of the nodes that run the shop; empty runs everything on the system pool.')
param appNodeSize string = ''
param appNodesLeast int = 3
param appNodesMost int = 9
param nodesSubnetId string
param clusterIdentityId string
param kubeletIdentityId string
param kubeletClientId string
param kubeletPrincipalId string
@description('Entra groups whose members administer the cluster.')
param adminGroups array
@description('Addresses that may reach the API server: operators and the pipeline that rolls out.')
param operatorAddresses array
param logsId string

resource cluster 'Microsoft.ContainerService/managedClusters@2026-08-01' = {
  name: name
  location: location
  sku: { name: 'Base', tier: tier }
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${clusterIdentityId}': {} } }
  properties: {
    // checkov:skip=CKV_AZURE_171: the fleet upgrades clusters; without a fleet the parameter says `patch`.
    // checkov:skip=CKV_AZURE_226: the sizes that we use have no local disk that could hold a system disk.
    // checkov:skip=CKV_AZURE_172: it is on, below; settings of add-ons are texts.
    // checkov:skip=CKV_AZURE_8: this add-on has long been taken out of AKS.
    kubernetesVersion: kubernetesVersion
    dnsPrefix: name
    nodeResourceGroup: '${name}-nodes'
    disableLocalAccounts: true
    enableRBAC: true
    aadProfile: { managed: true, enableAzureRBAC: true, adminGroupObjectIDs: adminGroups }
    apiServerAccessProfile: { authorizedIPRanges: operatorAddresses }
    agentPoolProfiles: [
      {
        name: 'system'
        mode: 'System'
        vmSize: systemNodeSize
        count: systemNodes
        enableAutoScaling: false
        osType: 'Linux'
        osSKU: 'AzureLinux'
        availabilityZones: zones
        vnetSubnetID: nodesSubnetId
        maxPods: 110
        enableEncryptionAtHost: true
        upgradeSettings: { maxSurge: '1', drainTimeoutInMinutes: 10 }
        nodeTaints: empty(appNodeSize) ? [] : ['CriticalAddonsOnly=true:NoSchedule']
      }
    ]
    identityProfile: {
      kubeletidentity: { resourceId: kubeletIdentityId, clientId: kubeletClientId, objectId: kubeletPrincipalId }
    }
    networkProfile: {
      networkPlugin: 'azure'
      networkPluginMode: 'overlay'
      networkDataplane: 'cilium'
      networkPolicy: 'cilium'
      outboundType: 'userAssignedNATGateway'
      loadBalancerSku: 'standard'
      podCidr: '10.244.0.0/16'
      serviceCidr: '10.245.0.0/16'
      dnsServiceIP: '10.245.0.10'
      // Policies by name (FQDN) for the pods that call a payment provider.
      advancedNetworking: { enabled: true, security: { enabled: true, advancedNetworkPolicies: 'FQDN' } }
    }
    oidcIssuerProfile: { enabled: true }
    securityProfile: { workloadIdentity: { enabled: true }, imageCleaner: { enabled: true, intervalHours: 168 } }
    workloadAutoScalerProfile: { keda: { enabled: true } }
    azureMonitorProfile: { metrics: { enabled: true } }
    ingressProfile: {
      gatewayAPI: { installation: 'Standard' }
      webAppRouting: { enabled: true, gatewayAPIImplementations: { appRoutingIstio: { mode: 'Enabled' } } }
    }
    addonProfiles: {
      azurepolicy: { enabled: true }
      omsagent: { enabled: true, config: { logAnalyticsWorkspaceResourceID: logsId, useAADAuth: 'true' } }
      azureKeyvaultSecretsProvider: { enabled: true, config: { enableSecretRotation: 'true', rotationPollInterval: '5m' } }
    }
    storageProfile: { diskCSIDriver: { enabled: true }, fileCSIDriver: { enabled: false }, snapshotController: { enabled: true } }
    // The fleet upgrades Kubernetes itself, region by region; nodes get security fixes in their window.
    autoUpgradeProfile: { upgradeChannel: upgradeChannel, nodeOSUpgradeChannel: 'NodeImage' }
  }
}

// The shop's own nodes, apart from those of the cluster's add-ons.
resource appPool 'Microsoft.ContainerService/managedClusters/agentPools@2026-08-01' = if (!empty(appNodeSize)) {
  parent: cluster
  name: 'apps'
  properties: {
    mode: 'User'
    vmSize: appNodeSize
    count: appNodesLeast
    minCount: appNodesLeast
    maxCount: appNodesMost
    enableAutoScaling: true
    osType: 'Linux'
    osSKU: 'AzureLinux'
    availabilityZones: zones
    vnetSubnetID: nodesSubnetId
    // checkov:skip=CKV_AZURE_168: it is 110.
    // checkov:skip=CKV_AZURE_227: it is on, below.
    maxPods: 110
    enableEncryptionAtHost: true
    upgradeSettings: { maxSurge: '1', drainTimeoutInMinutes: 10 }
  }
}

resource nodeWindow 'Microsoft.ContainerService/managedClusters/maintenanceConfigurations@2026-08-01' = {
  parent: cluster
  name: 'aksManagedNodeOSUpgradeSchedule'
  properties: {
    maintenanceWindow: {
      schedule: { weekly: { intervalWeeks: 1, dayOfWeek: 'Tuesday' } }
      durationHours: 4
      startTime: '02:00'
      utcOffset: '+00:00'
    }
  }
}

resource auditLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-log-analytics'
  scope: cluster
  properties: {
    workspaceId: logsId
    logs: [{ category: 'kube-audit-admin', enabled: true }, { category: 'guard', enabled: true }]
  }
}

output id string = cluster.id
output issuer string = cluster.properties.oidcIssuerProfile.issuerURL
output nodeResourceGroup string = cluster.properties.nodeResourceGroup
