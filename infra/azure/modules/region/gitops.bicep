// Flux applies the static layer of a region from the repository. It does not own images and weights: the rollout command does.
targetScope = 'resourceGroup'

param clusterName string
param repository string
param branch string
@description('Folder of the region\'s overlay.')
param overlay string
@description('Values that manifests name as \${NAME}: addresses and client ids, never secrets.')
param substitutions object

resource cluster 'Microsoft.ContainerService/managedClusters@2026-08-01' existing = {
  name: clusterName
}

resource flux 'Microsoft.KubernetesConfiguration/extensions@2025-03-01' = {
  name: 'flux'
  scope: cluster
  properties: {
    extensionType: 'microsoft.flux'
    autoUpgradeMinorVersion: true
    scope: { cluster: { releaseNamespace: 'flux-system' } }
  }
}

resource source 'Microsoft.KubernetesConfiguration/fluxConfigurations@2025-04-01' = {
  name: 'outpost'
  scope: cluster
  dependsOn: [flux]
  properties: {
    scope: 'cluster'
    namespace: 'flux-system'
    sourceKind: 'GitRepository'
    gitRepository: { url: repository, repositoryRef: { branch: branch }, syncIntervalInSeconds: 120, timeoutInSeconds: 600 }
    kustomizations: {
      operators: {
        path: './infra/kubernetes/operators'
        prune: true
        wait: true
        timeoutInSeconds: 900
        syncIntervalInSeconds: 600
        postBuild: { substitute: substitutions }
      }
      outpost: {
        path: overlay
        dependsOn: ['operators']
        prune: true
        timeoutInSeconds: 600
        syncIntervalInSeconds: 300
        postBuild: { substitute: substitutions }
      }
    }
  }
}
