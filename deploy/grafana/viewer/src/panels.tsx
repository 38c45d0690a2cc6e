import { DataFrame, dateTime, getDisplayProcessor, getValueFormat, FieldType, formattedValueToString, GrafanaTheme2 } from '@grafana/data';
import { BigValue, BigValueColorMode, BigValueGraphMode, TimeSeries } from '@grafana/ui';
import { Period } from './prometheus';

export interface Box {
  width: number;
  height: number;
}

/** Colours and scale of each field, which Grafana's dashboard would have set. */
function prepare(frames: DataFrame[], stacked: boolean, theme: GrafanaTheme2): DataFrame[] {
  const values = frames.flatMap((frame) => frame.fields[1].values.filter((value) => value !== null));
  const max = Math.max(0, ...values);
  frames.forEach((frame, index) => {
    const field = frame.fields[1];
    field.state = { seriesIndex: index, range: { min: 0, max, delta: max } };
    field.display = getDisplayProcessor({ field, theme });
  });
  return frames;
}

export function SeriesPanel(props: { frames: DataFrame[]; period: Period; box: Box; theme: GrafanaTheme2; panel: any }) {
  const { frames, period, box, theme, panel } = props;
  const range = { from: dateTime(period.from * 1000), to: dateTime(period.to * 1000) };
  return (
    <TimeSeries
      frames={prepare(frames, false, theme)}
      width={box.width}
      height={box.height}
      timeRange={{ ...range, raw: range }}
      timeZone="utc"
      legend={panel.options.legend}
    />
  );
}

export function StatPanel(props: { frames: DataFrame[]; box: Box; theme: GrafanaTheme2; period: Period }) {
  const field = prepare(props.frames, false, props.theme)[0].fields[1];
  const last = field.values.findLast((value: number | null) => value !== null);
  const value = field.display!(last);
  const sparkline = { y: { ...field, config: { ...field.config, custom: { fillOpacity: 10 } } }, x: props.frames[0].fields[0] };
  return (
    <BigValue
      value={value}
      sparkline={sparkline}
      colorMode={BigValueColorMode.Value}
      graphMode={BigValueGraphMode.Area}
      theme={props.theme}
      width={props.box.width}
      height={props.box.height}
    />
  );
}

/** Rows of label values with the value, ordered as Grafana orders them. */
export function TablePanel(props: { rows: Array<{ labels: Record<string, string>; value: number }>; box: Box; panel: any; theme: GrafanaTheme2 }) {
  const names: Record<string, string> = props.panel.transformations[0].options.renameByName;
  const columns = Object.keys(names).filter((name) => name !== 'Value');
  const format = getValueFormat(props.panel.fieldConfig.defaults.unit);
  const cell = { padding: '5px 8px', borderBottom: `1px solid ${props.theme.colors.border.weak}`, textAlign: 'left' as const };
  return (
    <div style={{ height: props.box.height, overflow: 'hidden' }}>
      <table style={{ width: '100%', fontSize: 13 }}>
        <thead>
          <tr>
            {[...columns, 'Value'].map((name) => (
              <th key={name} style={{ ...cell, color: props.theme.colors.primary.text }}>{names[name]}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.rows.sort((one, other) => other.value - one.value).map((row, index) => (
            <tr key={index}>
              {columns.map((name) => <td key={name} style={cell}>{row.labels[name]}</td>)}
              <td style={cell}>{formattedValueToString(format(row.value, 2))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The increase of each bucket, from the cumulative buckets of Prometheus, as a grid of colours. */
export function HeatmapPanel(props: { series: Array<{ le: string; values: Array<number | null> }>; box: Box; theme: GrafanaTheme2 }) {
  const buckets = props.series.sort((one, other) => bound(one.le) - bound(other.le));
  const cells = buckets.map((bucket, index) =>
    bucket.values.map((value, time) => Math.max(0, (value ?? 0) - (index ? (buckets[index - 1].values[time] ?? 0) : 0)))
  );
  const max = Math.max(...cells.flat(), 1e-9);
  const height = props.box.height / buckets.length;
  const left = 48;
  const width = (props.box.width - left) / cells[0].length;
  return (
    <svg width={props.box.width} height={props.box.height}>
      {cells.map((row, index) => {
        const y = props.box.height - (index + 1) * height;
        return (
          <g key={index}>
            <text x={left - 6} y={y + height / 2 + 4} textAnchor="end" fontSize={11} fill={props.theme.colors.text.secondary}>
              {buckets[index].le === '+Inf' ? '> 3 s' : `${Number(buckets[index].le)} s`}
            </text>
            {row.map((value, time) =>
              value > 0 ? (
                <rect key={time} x={left + time * width} y={y + 1} width={Math.max(1, width - 1)} height={height - 2}
                  fill="#FF9830" opacity={0.15 + 0.85 * Math.sqrt(value / max)} />
              ) : null
            )}
          </g>
        );
      })}
    </svg>
  );
}

function bound(le: string): number {
  return le === '+Inf' ? Infinity : Number(le);
}
