// Sends a cluster's Prometheus metrics to the workspace that all regions share.
targetScope = 'resourceGroup'

param name string
param location string
param clusterName string
param metricsId string

resource endpoint 'Microsoft.Insights/dataCollectionEndpoints@2024-03-11' = {
  name: '${name}-metrics'
  location: location
  kind: 'Linux'
  properties: { networkAcls: { publicNetworkAccess: 'Enabled' } }
}

resource rule 'Microsoft.Insights/dataCollectionRules@2024-03-11' = {
  name: '${name}-metrics'
  location: location
  kind: 'Linux'
  properties: {
    dataCollectionEndpointId: endpoint.id
    dataSources: { prometheusForwarder: [{ name: 'prometheus', streams: ['Microsoft-PrometheusMetrics'] }] }
    destinations: { monitoringAccounts: [{ name: 'shared', accountResourceId: metricsId }] }
    dataFlows: [{ streams: ['Microsoft-PrometheusMetrics'], destinations: ['shared'] }]
  }
}

resource cluster 'Microsoft.ContainerService/managedClusters@2026-08-01' existing = {
  name: clusterName
}

resource association 'Microsoft.Insights/dataCollectionRuleAssociations@2024-03-11' = {
  name: 'prometheus'
  scope: cluster
  properties: { dataCollectionRuleId: rule.id, description: 'Metrics of this cluster go to the shared workspace.' }
}
