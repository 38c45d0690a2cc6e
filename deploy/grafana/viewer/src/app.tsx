import { createTheme, DataFrame, FieldType, ThemeContext } from '@grafana/data';
import { GlobalStyles, PanelChrome } from '@grafana/ui';
import { useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import 'uplot/dist/uPlot.min.css';
import { HeatmapPanel, SeriesPanel, StatPanel, TablePanel } from './panels';
import { expression, frame, instant, legend, Period, range } from './prometheus';

const GAP = 8;
const ROW = 30;
const HEADER = 40;
const WIDTH = 1600;
const theme = createTheme({ colors: { mode: 'dark' } });

interface Content {
  frames: DataFrame[];
  rows: Array<{ labels: Record<string, string>; value: number }>;
  buckets: Array<{ le: string; values: Array<number | null> }>;
}

async function load(panel: any, period: Period, interval: string): Promise<Content> {
  const content: Content = { frames: [], rows: [], buckets: [] };
  for (const target of panel.targets) {
    const query = expression(target.expr, interval);
    if (panel.type === 'table') {
      const series = await instant(query, period);
      content.rows.push(...series.map((one) => ({ labels: one.metric, value: Number(one.value![1]) })));
    } else {
      for (const one of await range(query, period)) {
        const next = frame(one, legend(target.legendFormat, one.metric), panel.fieldConfig.defaults, period, theme);
        content.frames.push(next);
        content.buckets.push({ le: one.metric.le, values: next.fields[1].values });
      }
    }
  }
  return content;
}

function isEmpty(content: Content): boolean {
  const hasValue = content.frames.some((one) => one.fields[1].values.some((value) => value !== null));
  return !hasValue && content.rows.length === 0;
}

function Panel(props: { panel: any; period: Period; interval: string; loaded: (isEmpty: boolean) => void }) {
  const { panel, period } = props;
  const [content, setContent] = useState<Content>();
  useEffect(() => {
    load(panel, period, props.interval).then((result) => {
      setContent(result);
      props.loaded(isEmpty(result));
    });
  }, []);
  const { x, y, w, h } = panel.gridPos;
  const width = (w * WIDTH) / 24 - GAP;
  const height = h * ROW + (h - 1) * GAP;
  return (
    <div style={{ position: 'absolute', left: (x * WIDTH) / 24 + GAP / 2, top: y * (ROW + GAP) + HEADER, width, height }}>
      <PanelChrome title={panel.title} width={width} height={height}>
        {(innerWidth, innerHeight) => {
          const box = { width: innerWidth, height: innerHeight };
          if (!content || isEmpty(content)) {
            return <div>{content ? 'No data' : ''}</div>;
          }
          switch (panel.type) {
            case 'stat':
              return <StatPanel frames={content.frames} box={box} theme={theme} period={period} />;
            case 'table':
              return <TablePanel rows={content.rows} box={box} theme={theme} panel={panel} />;
            case 'heatmap':
              return <HeatmapPanel series={content.buckets} box={box} theme={theme} />;
            default:
              return <SeriesPanel frames={content.frames} box={box} theme={theme} period={period} panel={panel} />;
          }
        }}
      </PanelChrome>
    </div>
  );
}

function RowTitle({ panel }: { panel: any }) {
  const top = panel.gridPos.y * (ROW + GAP) + HEADER + 4;
  return <h4 style={{ position: 'absolute', left: GAP, top, margin: 0 }}>{panel.title}</h4>;
}

function Dashboard(props: { dashboard: any; period: Period; interval: string }) {
  const panels = props.dashboard.panels.filter((panel: any) => panel.type !== 'row');
  const [empty, setEmpty] = useState<string[]>([]);
  const [count, setCount] = useState(0);
  const loaded = (panel: any, isEmpty: boolean) => {
    setCount((before) => before + 1);
    if (isEmpty) {
      setEmpty((before) => [...before, panel.title]);
    }
  };
  useEffect(() => {
    if (count === panels.length) {
      Object.assign(window, { emptyPanels: empty });
    }
  }, [count]);
  const bottom = Math.max(...props.dashboard.panels.map((panel: any) => panel.gridPos.y + panel.gridPos.h));
  return (
    <div id="dashboard" style={{ position: 'relative', width: WIDTH, height: bottom * (ROW + GAP) + HEADER, background: theme.colors.background.canvas }}>
      <h3 style={{ position: 'absolute', left: GAP, top: 8, margin: 0 }}>{props.dashboard.title}</h3>
      {props.dashboard.panels.map((panel: any) =>
        panel.type === 'row' ? (
          <RowTitle key={panel.id} panel={panel} />
        ) : (
          <Panel key={panel.id} panel={panel} period={props.period} interval={props.interval} loaded={(isEmpty) => loaded(panel, isEmpty)} />
        )
      )}
    </div>
  );
}

/** Called by draw.mjs. */
async function draw(name: string, period: Period, interval: string) {
  const dashboard = await (await fetch(`/dashboards/${name}`)).json();
  createRoot(document.getElementById('root')!).render(
    <ThemeContext.Provider value={theme}>
      <GlobalStyles />
      <Dashboard dashboard={dashboard} period={period} interval={interval} />
    </ThemeContext.Provider>
  );
}

Object.assign(window, { draw });
