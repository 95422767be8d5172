// The fleet orders upgrades of clusters: first the region with the fewest shoppers, last the one with the primary.
targetScope = 'resourceGroup'

param name string
param location string

resource fleet 'Microsoft.ContainerService/fleets@2025-03-01' = {
  name: name
  location: location
  properties: {}
}

resource upgrades 'Microsoft.ContainerService/fleets/updateStrategies@2025-03-01' = {
  parent: fleet
  name: 'one-region-at-a-time'
  properties: {
    strategy: {
      stages: [
        { name: 'first', groups: [{ name: 'first' }], afterStageWaitInSeconds: 86400 }
        { name: 'rest', groups: [{ name: 'rest' }], afterStageWaitInSeconds: 86400 }
        { name: 'home', groups: [{ name: 'home' }] }
      ]
    }
  }
}

output name string = fleet.name
