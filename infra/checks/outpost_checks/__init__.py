"""Checks of what infra/ describes: Azure's Bicep, Kubernetes objects, alert rules and dashboards. None needs a cloud."""
