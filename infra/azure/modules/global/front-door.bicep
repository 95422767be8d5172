// The way in: one anycast name, the nearest healthy region, and a cache for hashed files.
//
// Every region has priority 1 and sensitivity 0, so the fastest healthy one answers. Weights here cannot canary; canaries
// are made inside a region. Undoing a rollout must not depend on this resource: its configuration may be frozen.
targetScope = 'resourceGroup'

param name string
param wafId string
@description('Regions with the id of their private link service. Empty until the clusters have made theirs.')
param origins array
param logsId string

resource profile 'Microsoft.Cdn/profiles@2025-12-01' = {
  name: name
  location: 'global'
  sku: { name: 'Premium_AzureFrontDoor' }
  properties: {
    // An upload of a picture may take long on a slow line; every other answer takes well under a second.
    originResponseTimeoutSeconds: 60
    logScrubbing: {
      state: 'Enabled'
      scrubbingRules: [{ matchVariable: 'RequestIPAddress', selectorMatchOperator: 'EqualsAny', state: 'Enabled' }]
    }
  }
}

resource endpoint 'Microsoft.Cdn/profiles/afdEndpoints@2025-12-01' = {
  parent: profile
  name: name
  location: 'global'
  properties: { enabledState: 'Enabled' }
}

resource regions 'Microsoft.Cdn/profiles/originGroups@2025-12-01' = {
  parent: profile
  name: 'regions'
  properties: {
    // A shopper may change regions at any moment: cookies carry what the next region must know.
    sessionAffinityState: 'Disabled'
    trafficRestorationTimeToHealedOrNewEndpointsInMinutes: 5
    healthProbeSettings: { probePath: '/healthz', probeProtocol: 'Https', probeRequestType: 'GET', probeIntervalInSeconds: 30 }
    loadBalancingSettings: { sampleSize: 4, successfulSamplesRequired: 3, additionalLatencyInMilliseconds: 0 }
  }
}

resource regionOrigins 'Microsoft.Cdn/profiles/originGroups/origins@2025-12-01' = [
  for origin in origins: {
    parent: regions
    name: origin.name
    properties: {
      enabledState: 'Enabled'
      hostName: origin.hostName
      originHostHeader: origin.hostName
      httpsPort: 443
      priority: 1
      weight: 1000
      enforceCertificateNameCheck: true
      // The region's load balancer has no public address: Front Door reaches it by Private Link alone.
      sharedPrivateLinkResource: {
        privateLink: { id: origin.privateLinkServiceId }
        privateLinkLocation: origin.name
        requestMessage: 'Front Door of Outpost'
      }
    }
  }
]

// A route without origins is refused, so routes come with the first region.
resource pages 'Microsoft.Cdn/profiles/afdEndpoints/routes@2025-12-01' = if (!empty(origins)) {
  parent: endpoint
  name: 'pages'
  dependsOn: [regionOrigins]
  properties: {
    originGroup: { id: regions.id }
    patternsToMatch: ['/*']
    supportedProtocols: ['Http', 'Https']
    httpsRedirect: 'Enabled'
    forwardingProtocol: 'HttpsOnly'
    linkToDefaultDomain: 'Enabled'
    enabledState: 'Enabled'
  }
}

resource files 'Microsoft.Cdn/profiles/afdEndpoints/routes@2025-12-01' = if (!empty(origins)) {
  parent: endpoint
  name: 'files'
  dependsOn: [regionOrigins]
  properties: {
    originGroup: { id: regions.id }
    patternsToMatch: ['/assets/*', '/media/*']
    supportedProtocols: ['Http', 'Https']
    httpsRedirect: 'Enabled'
    forwardingProtocol: 'HttpsOnly'
    linkToDefaultDomain: 'Enabled'
    enabledState: 'Enabled'
    cacheConfiguration: {
      // Names carry a hash of the content; a query never changes a file.
      queryStringCachingBehavior: 'IgnoreQueryString'
      compressionSettings: {
        isCompressionEnabled: true
        contentTypesToCompress: ['text/css', 'text/javascript', 'application/javascript', 'application/wasm', 'image/svg+xml']
      }
    }
  }
}

resource firewall 'Microsoft.Cdn/profiles/securityPolicies@2025-12-01' = {
  parent: profile
  name: 'firewall'
  properties: {
    parameters: {
      type: 'WebApplicationFirewall'
      wafPolicy: { id: wafId }
      associations: [{ domains: [{ id: endpoint.id }], patternsToMatch: ['/*'] }]
    }
  }
}

resource accessLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-log-analytics'
  scope: profile
  properties: {
    workspaceId: logsId
    logs: [
      { category: 'FrontDoorWebApplicationFirewallLog', enabled: true }
      { category: 'FrontDoorHealthProbeLog', enabled: true }
    ]
  }
}

output hostName string = endpoint.properties.hostName
output frontDoorId string = profile.properties.frontDoorId
