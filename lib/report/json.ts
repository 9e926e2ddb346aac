import type { Report } from '../assess/report';
import { escapeJsonControls } from './escape';

/** The report as JSON, the contract of `report.schema.json`. */
export function json(report: Report): string {
  return `${escapeJsonControls(JSON.stringify(report, null, 2))}\n`;
}
