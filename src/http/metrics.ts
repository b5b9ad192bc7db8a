/**
 * Figures for Prometheus, by OpenTelemetry. Labels are routes, statuses, outcomes and codes: sets that
 * stay small. Never an id.
 */
import { PrometheusExporter, PrometheusSerializer } from '@opentelemetry/exporter-prometheus'
import { resourceFromAttributes } from '@opentelemetry/resources'
import { MeterProvider } from '@opentelemetry/sdk-metrics'
import { version } from '../config/version.ts'
import type { OperationDeps } from '../operations/operation-deps.ts'
import { readFigures } from './figures.ts'

export type HttpMetrics = {
  request(facts: {
    readonly route: string
    readonly method: string
    readonly status: number
    readonly durationMs: number
  }): void
  /** All figures in Prometheus' text form. */
  text(): Promise<string>
  close(): Promise<void>
}

const secondsBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]

export function createMetrics(deps: OperationDeps): HttpMetrics {
  const exporter = new PrometheusExporter({ preventServerStart: true })
  // Without one the provider would name the process by its path on this machine.
  const resource = resourceFromAttributes({
    'service.name': 'crossdock',
    'service.version': version,
  })
  const provider = new MeterProvider({ resource, readers: [exporter] })
  const meter = provider.getMeter('crossdock')
  const seconds = meter.createHistogram('crossdock_http_request_seconds', {
    description: 'How long requests took, webhooks among them',
    advice: { explicitBucketBoundaries: secondsBuckets },
  })
  const gauge = (name: string, description: string) =>
    meter.createObservableGauge(name, { description })
  const gauges = {
    orders: gauge('crossdock_orders', 'Orders by outcome and reason, counted up to 10,000'),
    due: gauge('crossdock_work_due', 'Keys that could run now'),
    running: gauge('crossdock_work_running', 'Keys that are being worked on'),
    parked: gauge('crossdock_work_parked', 'Keys that wait for a budget'),
    dead: gauge('crossdock_work_dead', 'Keys that were given up'),
    incidents: gauge('crossdock_incidents_open', 'Open incidents'),
    lag: gauge('crossdock_import_lag_seconds', 'From Amazon to Shopify, last day, by quantile'),
    overdue: gauge('crossdock_orders_overdue', 'Orders that should be in Shopify by now'),
    pollAge: gauge('crossdock_amazon_poll_age_seconds', 'Since Amazon was last read'),
    alarms: gauge('crossdock_alarm', '1 while an alarm is on'),
  }
  meter.addBatchObservableCallback(async (result) => {
    const all = await readFigures(deps)
    for (const { outcome, reason, count } of all.counts) {
      result.observe(gauges.orders, count, { outcome, reason: reason ?? 'NONE' })
    }
    result.observe(gauges.due, all.due)
    result.observe(gauges.running, all.running)
    result.observe(gauges.parked, all.parked)
    result.observe(gauges.dead, all.dead)
    result.observe(gauges.incidents, all.incidents)
    result.observe(gauges.overdue, all.overdue)
    for (const [quantile, seconds] of all.lagSeconds) {
      result.observe(gauges.lag, seconds, { quantile })
    }
    if (all.pollAgeSeconds !== null) result.observe(gauges.pollAge, all.pollAgeSeconds)
    for (const alarm of all.alarms) result.observe(gauges.alarms, 1, { alarm })
  }, Object.values(gauges))
  const serializer = new PrometheusSerializer('', false)
  return {
    request({ route, method, status, durationMs }) {
      seconds.record(durationMs / 1_000, { route, method, status: `${status}` })
    },
    async text() {
      const { resourceMetrics, errors } = await exporter.collect()
      if (errors.length > 0) throw errors[0]
      return serializer.serialize(resourceMetrics)
    },
    close: () => provider.shutdown(),
  }
}
