// Counters and histograms of all that happens, in whatever has the form of OpenTelemetry's meter.

import type { Attributes } from './attributes.js';
import type { RpcObserver } from './events.js';
import { INSTRUMENTS, measurementOf } from './instruments.js';

/** OpenTelemetry's meter, as far as it is used: `metrics.getMeter('backlevel')` is one. */
export interface Meter {
  /** A counter that only rises. */
  createCounter(name: string, options: MetricOptions): Counter;
  /** A histogram. */
  createHistogram(name: string, options: MetricOptions): Histogram;
}

/** What an instrument is made with. */
export interface MetricOptions {
  description: string;
  unit: string;
  advice?: { explicitBucketBoundaries?: number[] };
}

/** OpenTelemetry's counter. */
export interface Counter {
  /** Adds to what was counted with these attributes. */
  add(value: number, attributes: Attributes): void;
}

/** OpenTelemetry's histogram. */
export interface Histogram {
  /** Notes one value, in the unit of the instrument. */
  record(value: number, attributes: Attributes): void;
}

/** In seconds; what the conventions ask for. */
const BOUNDARIES = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

/**
 * An observer that measures. Give it to clients, conductors, pins and transports.
 *
 * @example
 * import { metrics } from '@opentelemetry/api';
 * const observer = watchWith(metrics.getMeter('backlevel'));
 */
export function watchWith(meter: Meter): RpcObserver {
  const record = new Map<string, (value: number, attributes: Attributes) => void>();
  for (const [name, { kind, unit, description }] of Object.entries(INSTRUMENTS)) {
    record.set(name, recorder(meter, name, kind, { unit, description }));
  }
  return (event) => {
    const measurement = measurementOf(event);
    if (measurement === undefined) return;
    record.get(measurement.to)?.(measurement.value, measurement.attributes);
  };
}

function recorder(
  meter: Meter,
  name: string,
  kind: 'counter' | 'seconds',
  options: MetricOptions,
): (value: number, attributes: Attributes) => void {
  if (kind === 'counter') {
    const counter = meter.createCounter(name, options);
    return (value, attributes) => {
      counter.add(value, attributes);
    };
  }
  const advice = { explicitBucketBoundaries: [...BOUNDARIES] };
  const histogram = meter.createHistogram(name, { ...options, advice });
  return (value, attributes) => {
    histogram.record(value, attributes);
  };
}
