// The firewall at the edge. It blocks; it does not only report.
targetScope = 'resourceGroup'

param name string
@description('Requests a minute and address to login and checkout, before the edge answers 429.')
param sensitiveRequestsPerMinute int = 30

resource policy 'Microsoft.Network/FrontDoorWebApplicationFirewallPolicies@2025-10-01' = {
  name: name
  location: 'global'
  sku: { name: 'Premium_AzureFrontDoor' }
  properties: {
    policySettings: {
      enabledState: 'Enabled'
      mode: 'Prevention'
      requestBodyCheck: 'Enabled'
      customBlockResponseStatusCode: 403
    }
    managedRules: {
      managedRuleSets: [
        { ruleSetType: 'Microsoft_DefaultRuleSet', ruleSetVersion: '2.1', ruleSetAction: 'Block' }
        { ruleSetType: 'Microsoft_BotManagerRuleSet', ruleSetVersion: '1.1' }
      ]
    }
    customRules: {
      rules: [
        {
          name: 'LimitSensitiveForms'
          priority: 10
          enabledState: 'Enabled'
          ruleType: 'RateLimitRule'
          rateLimitDurationInMinutes: 1
          rateLimitThreshold: sensitiveRequestsPerMinute
          action: 'Block'
          matchConditions: [
            // Pages carry market and locale first: /de/de/checkout.
            { matchVariable: 'RequestUri', operator: 'RegEx', matchValue: ['/(login|register|checkout|password)([/?]|$)'], transforms: ['Lowercase'] }
            { matchVariable: 'RequestMethod', operator: 'Equal', matchValue: ['POST'] }
          ]
        }
        {
          // Jobs are for the cluster's own clock; the admin port is on no route at all.
          name: 'BlockJobs'
          priority: 20
          enabledState: 'Enabled'
          ruleType: 'MatchRule'
          action: 'Block'
          matchConditions: [{ matchVariable: 'RequestUri', operator: 'RegEx', matchValue: ['^[^?]*/jobs/'], transforms: ['Lowercase', 'UrlDecode'] }]
        }
      ]
    }
  }
}

output id string = policy.id
