/** What a control or a probe says of itself. */
interface Described {
  readonly title: string;
  readonly severity: string;
  readonly why: string;
  readonly fix: string;
  readonly docs: string;
}

/** Holds what controls and probes say of themselves to the form that reports and pages rely on. */
export function expectSentences({ title, severity, why, fix, docs }: Described): void {
  expect(title).toMatch(/^[A-Z]/);
  expect(title).not.toMatch(/^(Ensure|Check|Verify|Make sure|Validate)\b/i);
  expect(title).not.toMatch(/[.:]$/);
  expect(title.length).toBeLessThanOrEqual(120);
  for (const text of [why, fix]) expect(text).toMatch(/^[A-Z`].*[^ ]$/s);
  expect(docs).toMatch(/^https:\/\/[a-z0-9.]*\.?(aws\.amazon\.com|amazon\.com)\//);
  expect(['error', 'warning']).toContain(severity);
}
