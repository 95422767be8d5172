// One place for the metrics, logs and alerts of all regions.
targetScope = 'resourceGroup'

param name string
param location string
@description('Who gets mail. Several receivers are safer than one.')
param alertEmails array
@description('Telephones that are woken, with `countryCode` and `number`. Mail alone wakes nobody.')
param onCallPhones array = []
@description('Grafana costs per user; a student reads metrics in the portal.')
param grafana bool = true
@description('Megabytes of logs a day. Beyond it logs are dropped until midnight; metrics and alerts go on.')
param dailyQuotaGb int = 5

resource metrics 'Microsoft.Monitor/accounts@2025-10-03' = {
  name: '${name}-metrics'
  location: location
  properties: { publicNetworkAccess: 'Enabled' }
}

resource logs 'Microsoft.OperationalInsights/workspaces@2025-07-01' = {
  name: '${name}-logs'
  location: location
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: 30
    workspaceCapping: { dailyQuotaGb: dailyQuotaGb }
    features: { disableLocalAuth: true }
  }
}

var mail = [
  for (email, index) in alertEmails: { name: 'operator-${index}', emailAddress: email, useCommonAlertSchema: true }
]

// Tickets: they wait for the morning.
resource tickets 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: '${name}-tickets'
  location: 'global'
  properties: { enabled: true, groupShortName: take('${name} ticket', 12), emailReceivers: mail }
}

// Pages: they wake whoever is on call.
resource pages 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: '${name}-pages'
  location: 'global'
  properties: {
    enabled: true
    groupShortName: take('${name} page', 12)
    emailReceivers: mail
    smsReceivers: [
      for (phone, index) in onCallPhones: { name: 'on-call-${index}', countryCode: phone.countryCode, phoneNumber: phone.number }
    ]
  }
}

resource dashboards 'Microsoft.Dashboard/grafana@2025-08-01' = if (grafana) {
  name: '${name}-grafana'
  location: location
  sku: { name: 'Standard' }
  identity: { type: 'SystemAssigned' }
  properties: {
    apiKey: 'Disabled'
    deterministicOutboundIP: 'Disabled'
    publicNetworkAccess: 'Enabled'
    zoneRedundancy: 'Enabled'
    grafanaIntegrations: { azureMonitorWorkspaceIntegrations: [{ azureMonitorWorkspaceResourceId: metrics.id }] }
  }
}

// Grafana reads metrics with its own identity: Monitoring Data Reader on the workspace.
var monitoringDataReader = 'b0d8363b-8ddd-447d-831f-62ca05bff136'

resource readsMetrics 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (grafana) {
  name: guid(metrics.id, name, monitoringDataReader)
  scope: metrics
  properties: {
    principalId: dashboards!.identity.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', monitoringDataReader)
  }
}

output metricsId string = metrics.id
output logsId string = logs.id
output ticketsId string = tickets.id
output pagesId string = pages.id
