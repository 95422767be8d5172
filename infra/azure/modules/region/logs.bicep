// What our pods print, to the workspace that all regions share.
targetScope = 'resourceGroup'

param name string
param location string
param clusterName string
param logsId string

resource rule 'Microsoft.Insights/dataCollectionRules@2024-03-11' = {
  name: '${name}-logs'
  location: location
  kind: 'Linux'
  properties: {
    dataSources: {
      extensions: [
        {
          name: 'ContainerInsightsExtension'
          extensionName: 'ContainerInsights'
          streams: ['Microsoft-ContainerLogV2']
          extensionSettings: {
            dataCollectionSettings: {
              interval: '1m'
              namespaceFilteringMode: 'Include'
              namespaces: ['outpost-apps', 'outpost-data', 'outpost-ingress', 'spin-operator', 'cert-manager']
              enableContainerLogV2: true
            }
          }
        }
      ]
    }
    destinations: { logAnalytics: [{ name: 'shared', workspaceResourceId: logsId }] }
    dataFlows: [{ streams: ['Microsoft-ContainerLogV2'], destinations: ['shared'] }]
  }
}

resource cluster 'Microsoft.ContainerService/managedClusters@2026-08-01' existing = {
  name: clusterName
}

// The add-on looks for an association of this name.
resource association 'Microsoft.Insights/dataCollectionRuleAssociations@2024-03-11' = {
  name: 'ContainerInsightsExtension'
  scope: cluster
  properties: { dataCollectionRuleId: rule.id, description: 'Logs of our namespaces go to the shared workspace.' }
}
