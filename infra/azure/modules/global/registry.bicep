// The registry that every region pulls from: the runtime image, the app, and copies of third-party images.
targetScope = 'resourceGroup'

param name string
param location string
@description('All regions that pull. The first copy lies in `location`; Premium keeps one more in each other region.')
param regions array
@allowed(['Basic', 'Premium'])
param sku string = 'Premium'

// Nobody pulls without an identity, and there is no admin password: clusters pull with their kubelet's identity.
resource registry 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: name
  location: location
  sku: { name: sku }
  properties: {
    // checkov:skip=CKV_AZURE_139: every pull needs an identity; private endpoints would need Premium, which a student has not.
    // checkov:skip=CKV_AZURE_163: scanning is a plan of Defender for the whole subscription, which its owner chooses.
    // checkov:skip=CKV_AZURE_166: quarantine is a preview; the pipeline scans images before it pushes them.
    adminUserEnabled: false
    anonymousPullEnabled: false
    dataEndpointEnabled: sku == 'Premium'
    publicNetworkAccess: 'Enabled'
    zoneRedundancy: sku == 'Premium' ? 'Enabled' : 'Disabled'
    policies: {
      azureADAuthenticationAsArmPolicy: { status: 'enabled' }
      // A manifest that nothing names goes after a month. Rollbacks name digests that are younger.
      retentionPolicy: { status: sku == 'Premium' ? 'enabled' : 'disabled', days: 30 }
    }
  }
}

resource replications 'Microsoft.ContainerRegistry/registries/replications@2025-11-01' = [
  for region in filter(regions, candidate => sku == 'Premium' && candidate.name != location): {
    parent: registry
    name: region.name
    location: region.name
    properties: { regionEndpointEnabled: true, zoneRedundancy: 'Enabled' }
  }
]

output id string = registry.id
output loginServer string = registry.properties.loginServer
