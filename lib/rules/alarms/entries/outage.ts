import { atEachPart, colours, grouped, traffic, type Incident } from './situations';
import { down, gone } from './traffic';
import type { Shape } from './views';

/** Minutes within which an alarm fires when servers fail, and when nothing is reported any more. */
export interface OutageBound {
  readonly withinMinutes: number;
  readonly silentWithinMinutes: number;
}

/** What an alarm must notice of an entry that is down while nobody asks, so that no request can fail. */
export function outageIncidents(shape: Shape, bound: OutageBound): readonly Incident[] {
  const unasked = { requests: 0, firesWithin: bound.withinMinutes };
  const parts = shape.parts.filter(({ servers }) => servers > 0);
  const [nobody, nothing] =
    parts.length > 0
      ? ['no healthy server and no requests', 'no registered server and no requests']
      : ['no answer to whoever asks from outside', 'nothing reported any more'];
  return [
    ...working(shape, parts.length > 0),
    { ...unasked, name: nobody, course: down },
    {
      ...unasked,
      name: nothing,
      course: () => gone,
      isProbed: false,
      firesWithin: bound.silentWithinMinutes,
    },
    ...atEachPart({ ...shape, parts }, (focus, name): Incident => ({
      ...unasked,
      name: `no healthy server at ${name}`,
      course: (usual, part) => (part === focus ? down(usual) : usual),
    })),
  ];
}

function working(shape: Shape, hasServers: boolean): readonly Incident[] {
  const usually = `${grouped(traffic.ordinary)} requests a minute`;
  return colours(shape).flatMap(({ colour, at }) => {
    const healthy = hasServers ? `healthy servers${at} and ` : '';
    return [
      { name: `${healthy}no requests`, requests: 0, colour },
      { name: `${healthy}${usually}`, colour },
    ];
  });
}
