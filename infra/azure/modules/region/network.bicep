// A region's network. Nothing on it has a public address but the NAT gateway, and what may leave is named here.
targetScope = 'resourceGroup'

param name string
param location string
@description('The region\'s own /16. Peered networks must not overlap.')
param addressSpace string
@description('Addresses outside Azure that pods may reach on port 443: payment, mail. Empty closes the rest of the internet.')
param outboundPrefixes array = []
@description('Whether shoppers come to this network itself, and not through Front Door.')
param publicIngress bool = false

// What nodes need by service tag. Names of AKS's own dependencies resolve into these tags.
var outboundTags = [
  'AzureCloud.${location}'
  'AzureActiveDirectory'
  'AzureResourceManager'
  'AzureMonitor'
  'AzureKeyVault'
  'Storage'
  'MicrosoftContainerRegistry'
  'AzureContainerRegistry'
  'AzureFrontDoor.FirstParty'
]

var allowTags = [
  for (tag, index) in outboundTags: {
    name: 'Allow${replace(tag, '.', '')}'
    properties: {
      priority: 200 + index
      direction: 'Outbound'
      access: 'Allow'
      protocol: 'Tcp'
      sourceAddressPrefix: '*'
      sourcePortRange: '*'
      destinationAddressPrefix: tag
      destinationPortRange: '443'
    }
  }
]

var allowPrefixes = [
  for (prefix, index) in outboundPrefixes: {
    name: 'AllowPrefix${index}'
    properties: {
      priority: 300 + index
      direction: 'Outbound'
      access: 'Allow'
      protocol: 'Tcp'
      sourceAddressPrefix: '*'
      sourcePortRange: '*'
      destinationAddressPrefix: prefix
      destinationPortRange: '443'
    }
  }
]

var allowTime = [
  {
    name: 'AllowTime'
    properties: {
      priority: 190
      direction: 'Outbound'
      access: 'Allow'
      protocol: 'Udp'
      sourceAddressPrefix: '*'
      sourcePortRange: '*'
      destinationAddressPrefix: 'AzureCloud.${location}'
      destinationPortRange: '123'
    }
  }
]

var allowShoppers = [
  {
    name: 'AllowShoppers'
    properties: {
      priority: 100
      direction: 'Inbound'
      access: 'Allow'
      protocol: 'Tcp'
      sourceAddressPrefix: 'Internet'
      sourcePortRange: '*'
      destinationAddressPrefix: '*'
      destinationPortRange: '443'
    }
  }
]
var inbound = publicIngress ? allowShoppers : []

// The egress control: after the rules above, the internet is closed. It needs no firewall appliance.
var denyInternet = [
  {
    name: 'DenyInternet'
    properties: {
      priority: 4000
      direction: 'Outbound'
      access: 'Deny'
      protocol: '*'
      sourceAddressPrefix: '*'
      sourcePortRange: '*'
      destinationAddressPrefix: 'Internet'
      destinationPortRange: '*'
    }
  }
]

resource nodesRules 'Microsoft.Network/networkSecurityGroups@2025-05-01' = {
  name: '${name}-nodes'
  location: location
  properties: { securityRules: concat(inbound, allowTime, allowTags, allowPrefixes, denyInternet) }
}

resource outboundAddress 'Microsoft.Network/publicIPAddresses@2025-05-01' = {
  name: '${name}-outbound'
  location: location
  sku: { name: 'StandardV2' }
  properties: { publicIPAllocationMethod: 'Static' }
}

// All that leaves comes from one address, which payment providers can allow. StandardV2 survives the loss of a zone.
resource nat 'Microsoft.Network/natGateways@2025-05-01' = {
  name: '${name}-nat'
  location: location
  sku: { name: 'StandardV2' }
  properties: { publicIpAddresses: [{ id: outboundAddress.id }], idleTimeoutInMinutes: 4 }
}

resource network 'Microsoft.Network/virtualNetworks@2025-05-01' = {
  name: '${name}-network'
  location: location
  properties: {
    addressSpace: { addressPrefixes: [addressSpace] }
    subnets: [
      {
        name: 'nodes'
        properties: {
          addressPrefix: cidrSubnet(addressSpace, 20, 0)
          natGateway: { id: nat.id }
          networkSecurityGroup: { id: nodesRules.id }
          defaultOutboundAccess: false
          serviceEndpoints: [{ service: 'Microsoft.Storage' }, { service: 'Microsoft.KeyVault' }]
        }
      }
      {
        // Addresses of internal load balancers, the one before the primary among them.
        name: 'balancers'
        properties: {
          addressPrefix: cidrSubnet(addressSpace, 24, 16)
          networkSecurityGroup: { id: nodesRules.id }
          defaultOutboundAccess: false
        }
      }
      {
        // Addresses from which Private Link services reach the load balancers.
        name: 'links'
        properties: {
          addressPrefix: cidrSubnet(addressSpace, 24, 17)
          networkSecurityGroup: { id: nodesRules.id }
          defaultOutboundAccess: false
          privateLinkServiceNetworkPolicies: 'Disabled'
        }
      }
    ]
  }
}

output id string = network.id
output name string = network.name
output nodesSubnetId string = '${network.id}/subnets/nodes'
output outboundAddress string = outboundAddress.properties.ipAddress
