// The alert rules of infra/kubernetes/monitoring, for Azure's managed Prometheus. The files are the same that promtool tests.
targetScope = 'resourceGroup'

param name string
param location string
param metricsId string
param pagesId string
param ticketsId string

var files = [
  loadYamlContent('../../../kubernetes/monitoring/rules/recordings.yaml')
  loadYamlContent('../../../kubernetes/monitoring/rules/service-levels.yaml')
  loadYamlContent('../../../kubernetes/monitoring/rules/edge.yaml')
  loadYamlContent('../../../kubernetes/monitoring/rules/data.yaml')
  loadYamlContent('../../../kubernetes/monitoring/rules/cluster.yaml')
]

// Azure's severities: 1 wakes somebody, 3 waits for the morning.
var severities = { page: 1, ticket: 3 }
var routes = { page: pagesId, ticket: ticketsId }

resource groups 'Microsoft.AlertsManagement/prometheusRuleGroups@2023-03-01' = [
  for file in files: {
    name: '${name}-${file.groups[0].name}'
    location: location
    properties: {
      description: 'From infra/kubernetes/monitoring/rules'
      enabled: true
      interval: 'PT1M'
      scopes: [metricsId]
      rules: [
        for rule in file.groups[0].rules: contains(rule, 'record') ? {
          record: rule.record
          expression: rule.expr
          enabled: true
        } : {
          alert: rule.alert
          expression: rule.expr
          for: 'PT${toUpper(rule['for'])}'
          severity: severities[rule.labels.severity]
          labels: rule.labels
          annotations: rule.annotations
          enabled: true
          actions: [{ actionGroupId: routes[rule.labels.severity] }]
          resolveConfiguration: { autoResolved: true, timeToResolve: 'PT10M' }
        }
      ]
    }
  }
]
