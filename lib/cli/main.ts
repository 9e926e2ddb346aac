import { Command, CommanderError } from 'commander';
import type { CheckOptions } from './check';
import type { ExplainOptions } from './explain';
import type { Io } from './io';
import type { ListOptions } from './list';
import type { VerifyOptions } from './verify/verify';
import { failure } from './failure';
import { formats } from '../report/formats';
import { version } from '../version';

/**
 * Runs a command line. Returns the exit status: 0 holds, 1 does not hold, 2 bad usage or unreadable input, 3 a fault of
 * ours. Never ends the process and never throws.
 */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  let status = 0;
  try {
    await program(io, (code) => (status = code)).parseAsync([...argv], { from: 'user' });
    return status;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    const trace = argv.includes('--verbose') || Boolean(io.env.DEBUG);
    return failure(error, { command: commands.find((name) => name === argv[0]), trace }, io);
  }
}

function program(io: Io, finish: (status: number) => void): Command {
  const command = new Command('cdk-readiness')
    .description('Judges AWS CDK assemblies and CloudFormation templates by a go-live checklist.')
    .version(version(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .helpCommand('help [command]', 'print help on a command')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      // One line is written for an error, by failure().
      writeErr: () => undefined,
      getOutHelpWidth: () => (io.stdout.isTTY && io.stdout.columns) || 100,
    });
  addCheck(command, io, finish);
  addVerify(command, io, finish);
  addList(command, io, finish);
  addExplain(command, io, finish);
  return command;
}

function addCheck(program: Command, io: Io, finish: (status: number) => void): void {
  program
    .command('check')
    .description('judge an assembly or templates and print every item with its proof')
    .argument('[paths...]', 'folders of assemblies or files of templates (default: cdk.out)')
    .option('--format <format>', `${Object.keys(formats).join(' or ')}, or format=file; repeatable`, append)
    .option('--config <file>', 'what the workload consists of (default: readiness.yaml if there is one)')
    .option('--strict', 'exit with 1 where an item is unknown, too')
    .option(
      '--item <ids>',
      'judge these items only: ENV5 or a group such as SEC, with commas between; repeatable',
      append,
    )
    .option('--phase <name>', 'judge the items of one phase only, by the beginning of its name')
    .option('--stage <name>', 'judge this Stage only; repeatable', append)
    .option('--with <report>', 'a JSON report of verify or check to join; repeatable', append)
    .option('--verbose', 'show the proof of what passes, too')
    .option('--color', 'colour the report (default: on a terminal)')
    .option('--no-color', 'do not colour the report')
    .addHelpText('after', exitStatus)
    .action((paths: string[], options: CheckOptions) => {
      const { check } = require('./check') as typeof import('./check');
      finish(check(paths, options, io));
    });
}

function addVerify(program: Command, io: Io, finish: (status: number) => void): void {
  program
    .command('verify')
    .description('ask the account about what is deployed, and print every item with its proof')
    .option(
      '--stack <name>',
      'a deployed stack, or a pattern such as "Shop-*" (default: those of cdk.out)',
      append,
    )
    .option('--against <folder>', 'the assembly to compare with what is deployed')
    .option('--stage <name>', 'the stacks of this Stage of the assembly only; repeatable', append)
    .option(
      '--region <names>',
      'regions to ask, with commas between; repeatable (default: AWS_REGION)',
      append,
    )
    .option('--profile <name>', 'a profile to ask with; repeatable for several accounts', append)
    .option('--role <arn>', 'a role to assume and ask with; repeatable for several accounts', append)
    .option('--drift', 'have CloudFormation compare the stacks with their resources first')
    .option('--with <report>', 'a JSON report of check or verify to join; repeatable', append)
    .option('--watch [interval]', `look again and print what changed, until a rollback trigger is met (15m)`)
    .option('--for <time>', 'how long to watch (default: 4h)')
    .option('--print-policy', 'print the least IAM policy for the items asked, and ask nothing')
    .option('--format <format>', `${Object.keys(formats).join(' or ')}, or format=file; repeatable`, append)
    .option('--config <file>', 'what the workload consists of (default: readiness.yaml if there is one)')
    .option('--strict', 'exit with 1 where an item is unknown, too')
    .option(
      '--item <ids>',
      'verify these items only: ENV5 or a group such as SEC, with commas between; repeatable',
      append,
    )
    .option('--phase <name>', 'verify the items of one phase only, by the beginning of its name')
    .option('--verbose', 'show the proof of what passes, too')
    .option('--color', 'colour the report (default: on a terminal)')
    .option('--no-color', 'do not colour the report')
    .addHelpText('after', exitStatus)
    .action(async (options: VerifyOptions) => {
      const { verify } = require('./verify/verify') as typeof import('./verify/verify');
      finish(await verify(options, io));
    });
}

const exitStatus = `
Exit status: 0 it holds, 1 it does not, 2 bad usage or unreadable input, 3 a fault of cdk-readiness.`;

function addList(program: Command, io: Io, finish: (status: number) => void): void {
  program
    .command('list')
    .description('list the items of the checklist')
    .option('--format <format>', 'text or json', 'text')
    .option(
      '--item <ids>',
      'list these items only: ENV5 or a group such as SEC, with commas between; repeatable',
      append,
    )
    .option('--phase <name>', 'list the items of one phase only, by the beginning of its name')
    .option('--color', 'colour the list (default: on a terminal)')
    .option('--no-color', 'do not colour the list')
    .action((options: ListOptions) => {
      const { list } = require('./list') as typeof import('./list');
      finish(list(options, io));
    });
}

function addExplain(program: Command, io: Io, finish: (status: number) => void): void {
  program
    .command('explain')
    .description('explain an item, a control or a probe: what it asks for, why, and what cures it')
    .argument('<id>', 'ENV5 or ENV5.replicas')
    .option('--color', 'colour the text (default: on a terminal)')
    .option('--no-color', 'do not colour the text')
    .action((id: string, options: ExplainOptions) => {
      const { explain } = require('./explain') as typeof import('./explain');
      finish(explain(id, options, io));
    });
}

const commands = ['check', 'verify', 'list', 'explain'];

function append(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}
