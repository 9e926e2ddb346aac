type FakeTimersConfig = Exclude<Parameters<typeof jest.useFakeTimers>[0], undefined>;

const realDelay = global.setTimeout;

/**
 * Waits for something while the time of timers passes a hundred times as fast, so that retries with their pauses, and
 * timeouts, take no time of the test. Needs `jest.useFakeTimers(onlyTimers)`.
 */
export async function quickly<T>(promise: Promise<T>): Promise<T> {
  let settled = false;
  const mark = (): void => void (settled = true);
  promise.then(mark, mark);
  while (!settled) {
    await new Promise((resolve) => realDelay(resolve, 2));
    await jest.advanceTimersByTimeAsync(200);
  }
  return promise;
}

/** What `quickly` passes over: timers and the clock, and not what sockets and promises live by. */
export const onlyTimers: FakeTimersConfig = {
  doNotFake: ['nextTick', 'setImmediate', 'clearImmediate', 'queueMicrotask', 'hrtime', 'performance'],
};
