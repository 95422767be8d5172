// A region's secrets: cookie keys, tokens, the certificate authority of this region. Values are set by a person, never here.
targetScope = 'resourceGroup'

param name string
param location string
param nodesSubnetId string
param readerPrincipalId string
@description('Addresses from which operators set secrets. Empty: from the cluster\'s network only.')
param operatorAddresses array = []
param logsId string

resource vault 'Microsoft.KeyVault/vaults@2025-05-01' = {
  name: name
  location: location
  properties: {
    tenantId: subscription().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 90
    enablePurgeProtection: true
    // checkov:skip=CKV_AZURE_189: the firewall below denies all but the nodes' subnet and operators' addresses.
    publicNetworkAccess: 'Enabled'
    networkAcls: {
      defaultAction: 'Deny'
      bypass: 'None'
      virtualNetworkRules: [{ id: nodesSubnetId }]
      ipRules: [for address in operatorAddresses: { value: address }]
    }
  }
}

var secretsUser = '4633458b-17de-408a-b874-0445c86b69e6'

resource readsSecrets 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, readerPrincipalId, secretsUser)
  scope: vault
  properties: {
    principalId: readerPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', secretsUser)
  }
}

resource auditLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-log-analytics'
  scope: vault
  properties: { workspaceId: logsId, logs: [{ categoryGroup: 'audit', enabled: true }] }
}

output name string = vault.name
