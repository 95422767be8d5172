// The private name of the one primary. A failover changes this record, and nothing else, for all regions.
targetScope = 'resourceGroup'

@description('The private zone, such as outpost.internal.')
param zone string
@description('Address of the load balancer before the primary, in the home region.')
param primaryAddress string
@description('Ids of the networks that may resolve the zone.')
param networks array

resource privateZone 'Microsoft.Network/privateDnsZones@2024-06-01' = {
  name: zone
  location: 'global'
}

resource primary 'Microsoft.Network/privateDnsZones/A@2024-06-01' = {
  parent: privateZone
  name: 'primary'
  properties: {
    // Short, so that a failover is seen soon.
    ttl: 30
    aRecords: [{ ipv4Address: primaryAddress }]
  }
}

resource links 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = [
  for network in networks: {
    parent: privateZone
    name: last(split(network, '/'))
    location: 'global'
    properties: { registrationEnabled: false, virtualNetwork: { id: network } }
  }
]
