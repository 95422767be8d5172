// Outpost on Azure: what all regions share, one stamp a region, and the home region's disk and backups.
//
// Two runs make a whole: the first makes clusters, Flux then makes each region's Private Link service, and the second, with
// `connectFrontDoor`, makes Front Door's origins. docs/operate/first-deployment.md goes through it.
targetScope = 'subscription'

@description('Prefix of all names.')
@minLength(3)
@maxLength(12)
param name string
@description('Regions with `name`, `hostName`, `overlay` (a folder of infra/kubernetes/overlays) and `group` (first, rest or home); exactly one has the group home.')
param regions array
@description('The region that has the primary.')
param home string
@description('What every cluster is made of; see region/stamp.bicep.')
param cluster object
@description('registrySku, diskSku, diskSizeGb, backupSku.')
param storage object
@description('Front Door Premium with its firewall. Without it the region\'s gateway is the way in.')
param frontDoor bool = true
@description('True from the second run on, when every region\'s Private Link service is there.')
param connectFrontDoor bool = false
param fleet bool = true
param grafana bool = true
param alertEmails array
param onCallPhones array = []
@description('`amount` a month in the subscription\'s currency, and `startDate`, the first of a month.')
param monthlyBudget object
param adminGroups array
param operatorAddresses array
@description('Addresses of payment and mail providers that pods may reach.')
param outboundPrefixes array = []
@description('The host of the Azure Communication Services resource that delivers mails.')
param mailHost string
@description('The address that mails come from.')
param mailSender string
@description('The repository that Flux follows.')
param repository string
param branch string = 'main'
param privateZone string = 'outpost.internal'

var suffix = uniqueString(subscription().id, name)
var compact = toLower(replace('${name}${suffix}', '-', ''))
var homeIndex = indexOf(map(regions, region => region.name), home)
// Region i has the network 10.(10 + i).0.0/16; the primary's load balancer has a fixed address in home's `balancers`.
var primaryAddress = cidrHost(cidrSubnet('10.${10 + homeIndex}.0.0/16', 24, 16), 9)

resource sharedGroup 'Microsoft.Resources/resourceGroups@2025-04-01' = {
  name: '${name}-global'
  location: home
}

resource groups 'Microsoft.Resources/resourceGroups@2025-04-01' = [
  for region in regions: { name: '${name}-${region.name}', location: region.name }
]

module monitor 'modules/global/monitor.bicep' = {
  name: 'monitor'
  scope: sharedGroup
  params: { name: name, location: home, alertEmails: alertEmails, onCallPhones: onCallPhones, grafana: grafana }
}

module rules 'modules/global/rules.bicep' = {
  name: 'rules'
  scope: sharedGroup
  params: { name: name, location: home, metricsId: monitor.outputs.metricsId, pagesId: monitor.outputs.pagesId, ticketsId: monitor.outputs.ticketsId }
}

module budget 'modules/global/budget.bicep' = {
  name: 'budget'
  params: { name: name, monthlyAmount: monthlyBudget.amount, startDate: monthlyBudget.startDate, alertEmails: alertEmails }
}

module registry 'modules/global/registry.bicep' = {
  name: 'registry'
  scope: sharedGroup
  params: { name: take(compact, 50), location: home, regions: regions, sku: storage.registrySku }
}

module stamps 'modules/region/stamp.bicep' = [
  for (region, index) in regions: {
    name: 'stamp-${region.name}'
    scope: groups[index]
    params: {
      name: '${name}-${region.name}'
      location: region.name
      addressSpace: '10.${10 + index}.0.0/16'
      outboundPrefixes: outboundPrefixes
      publicIngress: !frontDoor
      cluster: cluster
      adminGroups: adminGroups
      operatorAddresses: operatorAddresses
      metricsId: monitor.outputs.metricsId
      logsId: monitor.outputs.logsId
      suffix: suffix
    }
  }
]

module pulls 'modules/global/pull.bicep' = [
  for (region, index) in regions: {
    name: 'pull-${region.name}'
    scope: sharedGroup
    params: { registryName: last(split(registry.outputs.id, '/')), kubeletPrincipalId: stamps[index].outputs.kubeletPrincipalId }
  }
]

module outward 'modules/region/peering.bicep' = [
  for (region, index) in regions: if(region.name != home) {
    name: 'peer-${region.name}-to-home'
    scope: groups[index]
    params: { localNetwork: stamps[index].outputs.networkName, remoteNetworkId: stamps[homeIndex].outputs.networkId }
  }
]

// One after another: they all change the network of the home region.
@batchSize(1)
module homeward 'modules/region/peering.bicep' = [
  for (region, index) in regions: if(region.name != home) {
    name: 'peer-home-to-${region.name}'
    scope: groups[homeIndex]
    params: { localNetwork: stamps[homeIndex].outputs.networkName, remoteNetworkId: stamps[index].outputs.networkId }
  }
]

module dns 'modules/global/dns.bicep' = {
  name: 'dns'
  scope: sharedGroup
  params: {
    zone: privateZone
    primaryAddress: primaryAddress
    networks: [for (region, index) in regions: stamps[index].outputs.networkId]
  }
}

module disk 'modules/home/disk.bicep' = {
  name: 'disk'
  scope: groups[homeIndex]
  params: {
    name: '${name}-primary'
    location: home
    sizeGb: storage.diskSizeGb
    sku: storage.diskSku
    clusterPrincipalId: stamps[homeIndex].outputs.clusterPrincipalId
  }
}

module backup 'modules/home/backup.bicep' = {
  name: 'backup'
  scope: groups[homeIndex]
  params: {
    name: take(compact, 24)
    location: home
    sku: storage.backupSku
    nodesSubnetId: stamps[homeIndex].outputs.nodesSubnetId
    writerPrincipalId: stamps[homeIndex].outputs.backupPrincipalId
    logsId: monitor.outputs.logsId
  }
}

module gitops 'modules/region/gitops.bicep' = [
  for (region, index) in regions: {
    name: 'gitops-${region.name}'
    scope: groups[index]
    params: {
      clusterName: '${name}-${region.name}'
      repository: repository
      branch: branch
      overlay: './infra/kubernetes/overlays/${region.overlay}'
      substitutions: {
        REGION: region.name
        HOST_NAME: region.hostName
        MAIL_HOST: mailHost
        MAIL_SENDER: mailSender
        REGISTRY: registry.outputs.loginServer
        TENANT_ID: subscription().tenantId
        VAULT_NAME: stamps[index].outputs.vaultName
        SECRETS_CLIENT_ID: stamps[index].outputs.secretsClientId
        BACKUP_CLIENT_ID: stamps[index].outputs.backupClientId
        BACKUP_CONTAINER: backup.outputs.container
        PRIMARY_ADDRESS: primaryAddress
        PRIMARY_DISK_ID: disk.outputs.id
        PRIMARY_DISK_SIZE: '${storage.diskSizeGb}Gi'
      }
    }
  }
]

module fleetHub 'modules/global/fleet.bicep' = if (fleet) {
  name: 'fleet'
  scope: sharedGroup
  params: { name: '${name}-fleet', location: home }
}

module members 'modules/global/member.bicep' = [
  for (region, index) in regions: if(fleet) {
    name: 'member-${region.name}'
    scope: sharedGroup
    params: { fleetName: fleetHub!.outputs.name, region: region.name, clusterId: stamps[index].outputs.clusterId, group: region.group }
  }
]

module waf 'modules/global/waf.bicep' = if (frontDoor) {
  name: 'waf'
  scope: sharedGroup
  params: { name: compact }
}

// AKS names the Private Link service as infra/kubernetes asks for it, in the group of the nodes.
module door 'modules/global/front-door.bicep' = if (frontDoor) {
  name: 'front-door'
  scope: sharedGroup
  params: {
    name: name
    wafId: waf!.outputs.id
    logsId: monitor.outputs.logsId
    origins: [
      for (region, index) in (connectFrontDoor ? regions : []): {
        name: region.name
        hostName: region.hostName
        privateLinkServiceId: resourceId(subscription().subscriptionId, '${name}-${region.name}-nodes', 'Microsoft.Network/privateLinkServices', 'outpost-shop')
      }
    ]
  }
}

output registry string = registry.outputs.loginServer
output hostName string = frontDoor ? door!.outputs.hostName : ''
output vaults array = [for (region, index) in regions: stamps[index].outputs.vaultName]
output outboundAddresses array = [for (region, index) in regions: stamps[index].outputs.outboundAddress]
