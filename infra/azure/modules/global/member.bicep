// Makes a region's cluster a member of the fleet.
targetScope = 'resourceGroup'

param fleetName string
param region string
param clusterId string
@allowed(['first', 'rest', 'home'])
param group string

resource fleet 'Microsoft.ContainerService/fleets@2025-03-01' existing = {
  name: fleetName
}

resource member 'Microsoft.ContainerService/fleets/members@2025-03-01' = {
  parent: fleet
  name: region
  properties: { clusterResourceId: clusterId, group: group }
}
