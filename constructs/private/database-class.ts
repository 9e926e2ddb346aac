/** Memory of a virtual CPU in GiB, by the beginning of the class: `r7g.large` has two of them. */
const MEMORY_PER_CPU: Record<string, number | undefined> = { c: 2, m: 4, r: 8 };

/** Memory of the burstable classes in GiB. */
const BURSTABLE: Record<string, number | undefined> = {
  micro: 1,
  small: 2,
  medium: 4,
  large: 8,
  xlarge: 16,
  '2xlarge': 32,
};

/** Memory of a class of database instances such as `db.r7g.large` in bytes; undefined for one that is not known here. */
export function memoryOfClass(name: string): number | undefined {
  const [, family = '', size = ''] = /^db\.(c|m|r|t)[2-9][a-z]*\.(\w+)$/.exec(name) ?? [];
  const gibibytes = family === 't' ? BURSTABLE[size] : (MEMORY_PER_CPU[family] ?? NaN) * cpusOf(size);
  return gibibytes === undefined || Number.isNaN(gibibytes) ? undefined : gibibytes * 1024 ** 3;
}

function cpusOf(size: string): number {
  if (size === 'medium') return 1;
  if (size === 'large') return 2;
  const [, count] = /^(\d*)xlarge$/.exec(size) ?? [];
  return count === undefined ? NaN : 4 * Number(count || 1);
}

/**
 * The connections that an engine takes by default; undefined for an engine that is not known here. The formulas are
 * those of the default parameter groups. They count the memory that the operating system and RDS leave to the engine,
 * of which AWS says only that it is less: this fits what users measured.
 */
export function connectionsOf(engine: string, memory: number): number | undefined {
  const visible = 0.96 * memory - 200e6;
  switch (engine) {
    case 'postgres':
    case 'aurora-postgresql':
      return Math.floor(Math.min(visible / 9_531_392, 5000));
    case 'mysql':
      return Math.floor(visible / 12_582_880);
    case 'aurora-mysql':
      return Math.floor(
        Math.max(45 * Math.log2(visible / 805_306_368), 1000 * Math.log2(visible / 8_187_281_408)),
      );
    default:
      return undefined;
  }
}
