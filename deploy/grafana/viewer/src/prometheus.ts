import { DataFrame, FieldType, getDisplayProcessor, GrafanaTheme2, toDataFrame } from '@grafana/data';

/** The period that is drawn, in seconds of the epoch. */
export interface Period {
  from: number;
  to: number;
  step: number;
}

interface Series {
  metric: Record<string, string>;
  values?: Array<[number, string]>;
  value?: [number, string];
}

/** Replaces Grafana's variables as "All" does. */
export function expression(query: string, interval: string): string {
  return query.replaceAll('$__rate_interval', interval).replace(/"\$[a-z]+"/g, '".+"');
}

async function fetchSeries(path: string, parameters: Record<string, string>): Promise<Series[]> {
  const response = await fetch(`/prometheus/api/v1/${path}?${new URLSearchParams(parameters)}`);
  const body = await response.json();
  if (body.status !== 'success') {
    throw new Error(`${parameters.query}: ${body.error}`);
  }
  return body.data.result;
}

export function range(query: string, period: Period): Promise<Series[]> {
  const { from, to, step } = period;
  return fetchSeries('query_range', { query, start: `${from}`, end: `${to}`, step: `${step}` });
}

export function instant(query: string, period: Period): Promise<Series[]> {
  return fetchSeries('query', { query, time: `${period.to}` });
}

/** The legend's text: labels in double braces are replaced by their values. */
export function legend(format: string, labels: Record<string, string>): string {
  return format.replace(/{{\s*(\w+)\s*}}/g, (_, name) => labels[name] ?? '').trim() || 'value';
}

/** One series as a frame of time and value; gaps are null, so that lines end there. */
export function frame(series: Series, name: string, config: object, period: Period, theme: GrafanaTheme2): DataFrame {
  const known = new Map(series.values!.map(([time, value]) => [time, Number(value)]));
  const times: number[] = [];
  const values: Array<number | null> = [];
  for (let time = period.from; time <= period.to; time += period.step) {
    const value = known.get(time);
    times.push(time * 1000);
    values.push(value === undefined || !Number.isFinite(value) ? null : value);
  }
  const result = toDataFrame({
    fields: [
      { name: 'Time', type: FieldType.time, values: times },
      { name, type: FieldType.number, values, config: { ...config, displayName: name } },
    ],
  });
  result.fields.forEach((field) => (field.display = getDisplayProcessor({ field, theme })));
  return result;
}
