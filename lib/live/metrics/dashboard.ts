import { CloudWatchClient, GetDashboardCommand } from '@aws-sdk/client-cloudwatch';
import { answerOf, found, merged, type Found } from '../alarms/found';
import type { Answer } from '../answer';
import type { Aws } from '../aws';
import { ifFound } from '../call-failed';
import type { Target } from '../target';
import { graphsIn, type Graph } from './dashboard-body';
import { inRegion } from './elsewhere';
import { isPublished } from './presence';
import { seriesOf, type Series } from './series';

/** Metrics that one call takes. */
const most = 100;
/** What a message lists before it counts. */
const listed = 5;

/** Whether every graph of a dashboard has data to draw. */
export async function showsData(target: Target, aws: Aws): Promise<Answer> {
  const { id: name } = target;
  const client = aws.client(CloudWatchClient);
  const answer = await ifFound(
    client.send(new GetDashboardCommand({ DashboardName: name })),
    'DashboardNotFoundError',
    'ResourceNotFound',
  );
  const call = 'cloudwatch:GetDashboard';
  if (!answer) {
    const problem = `dashboard ${name} does not exist, expected it as the template has it`;
    return answerOf(found({ problems: [problem], seen: [{ call, path: 'DashboardName', value: 'none' }] }));
  }
  const drawn = graphsIn(answer.DashboardBody ?? '', target.region);
  if (!drawn)
    return answerOf(
      found({ doubts: [`what dashboard ${name} shows cannot be read; look at it in the console`] }),
    );
  const { graphs, unreadable } = drawn;
  const seen = [{ call, path: 'widgets', value: `${graphs.length} metrics` }];
  if (graphs.length === 0 && unreadable === 0) {
    return answerOf(found({ problems: [`dashboard ${name} shows no metric, expected some`], seen }));
  }
  const judged = merged(await judgeAll(graphs, aws));
  const facts = [
    `every metric of dashboard ${name} (${graphs.length}) has data, or none because nothing went wrong`,
  ];
  const unread =
    unreadable > 0
      ? [`${unreadable} parts of dashboard ${name} cannot be read; look at them in the console`]
      : [];
  return answerOf({
    problems: shortened(judged.problems),
    doubts: shortened([...unread, ...judged.doubts]),
    facts,
    seen,
  });
}

function shortened(texts: readonly string[]): readonly string[] {
  return texts.length <= listed ? texts : [...texts.slice(0, listed), `and ${texts.length - listed} more`];
}

async function judgeAll(graphs: readonly Graph[], aws: Aws): Promise<readonly Found[]> {
  const regions = [...new Set(graphs.map(({ region }) => region))];
  const judged = regions.map(async (region) => {
    const own = graphs.filter((graph) => graph.region === region);
    const there = inRegion(region, aws);
    const chunks = Array.from({ length: Math.ceil(own.length / most) }, (_, i) =>
      own.slice(i * most, (i + 1) * most),
    );
    return (await Promise.all(chunks.map((chunk) => judgeSome(chunk, there)))).flat();
  });
  return (await Promise.all(judged)).flat();
}

async function judgeSome(graphs: readonly Graph[], aws: Aws): Promise<readonly Found[]> {
  const queries = graphs.map(({ query }, i) => ({ ...query, Id: `g${i}` }));
  const series = await seriesOf(queries, aws);
  return Promise.all(graphs.map((graph, i) => judge(graph, series.get(`g${i}`), aws)));
}

async function judge({ title, query }: Graph, series: Series | undefined, aws: Aws): Promise<Found> {
  const { MetricStat, AccountId } = query;
  const Metric = MetricStat?.Metric;
  if (!Metric || (AccountId !== undefined && AccountId !== aws.account)) {
    if (series?.points.length) return found({});
    return found({
      doubts: [`“${title}”: whether what it searches for has data is not known; look at it in the console`],
    });
  }
  const reading = { metric: Metric, statistic: MetricStat.Stat ?? '', silenceIsGood: true };
  const { problems, doubts } = await isPublished(reading, series, aws);
  const of = (text: string): string => `“${title}”: ${text}`;
  return found({ problems: problems.map(of), doubts: doubts.map(of) });
}
