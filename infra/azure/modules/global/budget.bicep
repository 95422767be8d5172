// Says when a month costs more than planned: at 80 % of what was spent, and when the forecast passes all of it.
targetScope = 'subscription'

param name string
@description('What a month may cost, in the currency of the subscription.')
param monthlyAmount int
@description('First day of the month from which it counts, such as 2027-01-01.')
param startDate string
param alertEmails array

resource budget 'Microsoft.Consumption/budgets@2024-08-01' = {
  name: name
  properties: {
    category: 'Cost'
    amount: monthlyAmount
    timeGrain: 'Monthly'
    timePeriod: { startDate: startDate }
    notifications: {
      spent: { enabled: true, operator: 'GreaterThan', threshold: 80, thresholdType: 'Actual', contactEmails: alertEmails }
      forecast: { enabled: true, operator: 'GreaterThan', threshold: 100, thresholdType: 'Forecasted', contactEmails: alertEmails }
    }
  }
}
