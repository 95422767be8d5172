// One direction of a peering. Regions are peered with home only: they have nothing to say to each other.
targetScope = 'resourceGroup'

param localNetwork string
param remoteNetworkId string

resource local 'Microsoft.Network/virtualNetworks@2025-05-01' existing = {
  name: localNetwork
}

resource peering 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings@2025-05-01' = {
  parent: local
  name: 'to-${last(split(remoteNetworkId, '/'))}'
  properties: {
    remoteVirtualNetwork: { id: remoteNetworkId }
    allowVirtualNetworkAccess: true
    allowForwardedTraffic: false
    allowGatewayTransit: false
    useRemoteGateways: false
  }
}
