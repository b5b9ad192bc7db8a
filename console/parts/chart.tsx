/** A small line chart. Whoever cannot see it has the table beside it; it takes no focus. */
import 'uplot/dist/uPlot.min.css'
import './chart.css'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import UPlot from 'uplot'
import { useFormat } from '../words/format.ts'

export type ChartLine = {
  readonly name: string
  readonly values: readonly (number | null)[]
  readonly look: 'main' | 'thin'
}

type ChartProps = {
  readonly name: string
  readonly at: readonly number[]
  readonly lines: readonly ChartLine[]
  readonly say: (value: number) => string
}

export function Chart(props: ChartProps) {
  const place = useRef<HTMLDivElement>(null)
  const { i18n } = useTranslation()
  const format = useFormat()
  const { at, lines, say } = props
  // biome-ignore lint/correctness/useExhaustiveDependencies: drawn anew with its figures or language
  useEffect(() => {
    const element = place.current
    if (element === null) return
    const draw = () => {
      const clock = (seconds: number) => format.clock(new Date(seconds * 1_000).toISOString())
      const options = optionsFor(element, { lines, say, clock })
      const figures = [at.map((ms) => ms / 1_000), ...lines.map(({ values }) => [...values])]
      return new UPlot(options, figures as UPlot.AlignedData, element)
    }
    let plot = draw()
    const redraw = () => {
      plot.destroy()
      plot = draw()
    }
    const dark = matchMedia('(prefers-color-scheme: dark)')
    dark.addEventListener('change', redraw)
    const sized = new ResizeObserver(() => {
      plot.setSize({ width: element.clientWidth, height: element.clientHeight })
    })
    sized.observe(element)
    return () => {
      dark.removeEventListener('change', redraw)
      sized.disconnect()
      plot.destroy()
    }
  }, [JSON.stringify(at), JSON.stringify(lines), i18n.language])
  return <div className="chart" ref={place} role="img" aria-label={props.name} />
}

function optionsFor(
  element: HTMLElement,
  { lines, say, clock }: Pick<ChartProps, 'lines' | 'say'> & { clock: (s: number) => string },
): UPlot.Options {
  const ink = (name: string) => colourOf(element, name)
  const axis = {
    stroke: ink('--ink-3'),
    font: '12px "Archivo Variable", sans-serif',
    grid: { stroke: ink('--hair'), width: 1 },
    ticks: { show: false },
  }
  return {
    width: element.clientWidth,
    height: element.clientHeight,
    cursor: { show: false },
    legend: { show: false },
    scales: { y: { range: (_plot, _least, most) => [0, Math.max(most * 1.15, 1)] } },
    series: [
      {},
      ...lines.map(({ name, look }) => ({
        label: name,
        stroke: ink(look === 'main' ? '--ink' : '--ink-3'),
        width: look === 'main' ? 2 : 1.2,
        spanGaps: true,
        points: { show: false },
      })),
    ],
    axes: [
      { ...axis, grid: { show: false }, values: (_plot, seconds) => seconds.map(clock), space: 90 },
      { ...axis, values: (_plot, values) => values.map(say), size: 74, space: 42 },
    ],
  }
}

/** A canvas takes no custom property: the browser says what the colour comes to. */
function colourOf(element: HTMLElement, name: string): string {
  const probe = document.createElement('i')
  probe.style.color = `var(${name})`
  element.append(probe)
  const { color } = getComputedStyle(probe)
  probe.remove()
  return color
}
