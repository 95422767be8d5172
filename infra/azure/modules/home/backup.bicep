// Where backups of the primary go: versioned, immutable for two weeks, out of reach of whoever breaks into the cluster.
targetScope = 'resourceGroup'

param name string
param location string
@allowed(['Standard_GZRS', 'Standard_ZRS'])
param sku string = 'Standard_GZRS'
param nodesSubnetId string
@description('The identity that writes backups. It may add blobs; the policy keeps it from changing them.')
param writerPrincipalId string
param immutableDays int = 14
param keptDays int = 35
param logsId string

resource account 'Microsoft.Storage/storageAccounts@2025-06-01' = {
  name: name
  location: location
  kind: 'StorageV2'
  sku: { name: sku }
  properties: {
    accessTier: 'Cool'
    allowBlobPublicAccess: false
    allowSharedKeyAccess: false
    allowCrossTenantReplication: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    // checkov:skip=CKV_AZURE_206: the parameter allows zone-redundant kinds only.
    // checkov:skip=CKV_AZURE_36: no service of Azure needs a way around the firewall.
    // checkov:skip=CKV_AZURE_59: the firewall below denies all but the nodes' subnet.
    publicNetworkAccess: 'Enabled'
    networkAcls: { defaultAction: 'Deny', bypass: 'None', virtualNetworkRules: [{ id: nodesSubnetId, action: 'Allow' }] }
    encryption: { requireInfrastructureEncryption: true, keySource: 'Microsoft.Storage', services: { blob: { enabled: true, keyType: 'Account' } } }
  }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2025-06-01' = {
  parent: account
  name: 'default'
  properties: {
    isVersioningEnabled: true
    deleteRetentionPolicy: { enabled: true, days: keptDays }
    containerDeleteRetentionPolicy: { enabled: true, days: keptDays }
  }
}

resource container 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-06-01' = {
  parent: blobs
  name: 'primary'
  properties: { publicAccess: 'None' }
}

// Unlocked, so that a first deployment can be taken away again. docs/operate says when to lock it.
resource immutable 'Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies@2025-06-01' = {
  parent: container
  name: 'default'
  properties: { immutabilityPeriodSinceCreationInDays: immutableDays, allowProtectedAppendWrites: false }
}

resource lifecycle 'Microsoft.Storage/storageAccounts/managementPolicies@2025-06-01' = {
  parent: account
  name: 'default'
  properties: {
    policy: {
      rules: [
        {
          name: 'end-old-backups'
          enabled: true
          type: 'Lifecycle'
          definition: {
            filters: { blobTypes: ['blockBlob'], prefixMatch: ['primary/'] }
            actions: {
              baseBlob: { delete: { daysAfterModificationGreaterThan: keptDays } }
              version: { delete: { daysAfterCreationGreaterThan: keptDays } }
            }
          }
        }
      ]
    }
  }
}

var blobDataContributor = 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'

resource writes 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(container.id, writerPrincipalId, blobDataContributor)
  scope: container
  properties: {
    principalId: writerPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', blobDataContributor)
  }
}

resource accessLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-log-analytics'
  scope: blobs
  properties: {
    workspaceId: logsId
    logs: [{ category: 'StorageRead', enabled: true }, { category: 'StorageWrite', enabled: true }, { category: 'StorageDelete', enabled: true }]
  }
}

output container string = '${account.properties.primaryEndpoints.blob}${container.name}'
