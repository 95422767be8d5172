// The disk of the one primary. ZRS keeps it in three zones at once: a lost zone loses nothing that was acknowledged.
targetScope = 'resourceGroup'

param name string
param location string
param sizeGb int
@allowed(['Premium_ZRS', 'StandardSSD_ZRS', 'Premium_LRS'])
param sku string = 'Premium_ZRS'
@description('The identity of the cluster that attaches it.')
param clusterPrincipalId string

resource disk 'Microsoft.Compute/disks@2026-03-02' = {
  name: name
  location: location
  sku: { name: sku }
  properties: {
    creationData: { createOption: 'Empty' }
    diskSizeGB: sizeGb
    // checkov:skip=CKV_AZURE_93: Azure's own keys; a key of ours would be one more thing that can be lost.
    // Nobody reads it over the network: it is attached to a node, or copied as a snapshot.
    networkAccessPolicy: 'DenyAll'
    publicNetworkAccess: 'Disabled'
    encryption: { type: 'EncryptionAtRestWithPlatformKey' }
  }
}

// Built-in Contributor, on this disk alone: what attaching asks for.
var contributor = 'b24988ac-6180-42a0-ab88-20f7382dd24c'

resource attaches 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(disk.id, clusterPrincipalId, contributor)
  scope: disk
  properties: {
    principalId: clusterPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', contributor)
  }
}

output id string = disk.id
