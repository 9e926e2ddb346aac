import type { Json, JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { balancer, decided, forward, ifOn, listener, ref, rule, targetGroup, undecided } from './resources';

const alb = { Alb: balancer() };
const speaking = (protocol: Json, properties: JsonObject = {}, condition?: string): JsonObject =>
  listener({ Protocol: protocol, DefaultActions: [forward(ref('Targets'))], ...properties }, condition);
const redirect = (config: JsonObject): JsonObject => ({ Type: 'redirect', RedirectConfig: config });
const toHttps = redirect({ Protocol: 'HTTPS', Port: '443', StatusCode: 'HTTP_301' });
const plain = (...actions: readonly Json[]): JsonObject =>
  speaking('HTTP', { Port: 80, DefaultActions: [...actions] });
const refusing = (code: Json): JsonObject => ({
  Type: 'fixed-response',
  FixedResponseConfig: { StatusCode: code },
});
const https = { ...alb, Https: speaking('HTTPS'), Targets: targetGroup() };
const both = (...actions: readonly Json[]): JsonObject => ({ ...https, Listener: plain(...actions) });

/** Application and network load balancers. */
export const balancerHttps: ControlCases = {
  pass: [
    { name: 'a listener for HTTPS alone', resources: https },
    { name: 'a redirect to HTTPS', resources: both(toHttps) },
    { name: 'a refusal of plain HTTP', resources: both(refusing('403')) },
    {
      name: 'rules that redirect as well',
      resources: { ...both(toHttps), Rule: rule({ Actions: [toHttps] }) },
    },
    {
      name: 'a rule switched off',
      resources: { ...both(toHttps), Rule: rule({ Actions: [forward(ref('Targets'))] }, 'IsOn') },
      ...decided('no'),
    },
    {
      name: 'a redirect to HTTPS in both branches',
      resources: both(ifOn(toHttps, refusing(403))),
      ...undecided,
    },
    {
      name: 'a listener for TLS',
      resources: { Alb: balancer({ Type: 'network' }), Listener: speaking('TLS') },
    },
    {
      name: 'the listener of another stack',
      stacks: [
        {
          id: 'Entry',
          template: {
            Resources: alb,
            Outputs: { Arn: { Value: ref('Alb'), Export: { Name: 'alb' } } },
          },
        },
        {
          id: 'App',
          template: {
            Resources: { Listener: speaking('HTTPS', { LoadBalancerArn: { 'Fn::ImportValue': 'alb' } }) },
          },
        },
      ],
    },
    {
      name: 'a load balancer that speaks HTTP inside the network, beside a public one',
      resources: {
        ...https,
        Inside: balancer({ Scheme: 'internal' }),
        Listener: speaking('HTTP', { LoadBalancerArn: ref('Inside') }),
      },
    },
    {
      name: 'a load balancer for appliances, beside a public one',
      resources: { ...https, Gateway: balancer({ Type: 'gateway' }) },
    },
  ],
  fail: [
    {
      name: 'HTTP alone',
      resources: { ...alb, Listener: plain(forward(ref('Targets'))), Targets: targetGroup() },
      findings: [
        'fail Alb: Listener speaks HTTP, expected HTTPS; Listener answers with forward over plain HTTP, expected a redirect to HTTPS',
      ],
    },
    {
      name: 'HTTP that forwards beside HTTPS',
      resources: both(forward(ref('Targets'))),
      findings: ['fail Alb: Listener answers with forward over plain HTTP, expected a redirect to HTTPS'],
    },
    {
      name: 'a redirect to HTTP',
      resources: both(redirect({ Protocol: 'HTTP', Port: '8080' })),
      findings: ['fail Alb: Listener redirects to HTTP over plain HTTP, expected a redirect to HTTPS'],
    },
    {
      name: 'a redirect to the same protocol',
      resources: both(redirect({ Path: '/home' })),
      findings: [
        'fail Alb: Listener redirects to the same protocol over plain HTTP, expected a redirect to HTTPS',
      ],
    },
    {
      name: 'a redirect to HTTPS at port 80',
      resources: both(redirect({ Protocol: 'HTTPS' })),
      findings: ['fail Alb: Listener redirects to HTTPS at the port of plain HTTP, expected port 443'],
    },
    {
      name: 'an answer over plain HTTP',
      resources: both(refusing('200')),
      findings: [
        'fail Alb: Listener answers with fixed-response over plain HTTP, expected a redirect to HTTPS',
      ],
    },
    {
      name: 'a rule that forwards below a redirect',
      resources: { ...both(toHttps), Rule: rule({ Actions: [forward(ref('Targets'))] }) },
      findings: ['fail Alb: Rule answers with forward over plain HTTP, expected a redirect to HTTPS'],
    },
    {
      name: 'no listener',
      resources: alb,
      findings: ['fail Alb: it has no listener, expected one for HTTPS'],
    },
    {
      name: 'the listeners of another load balancer',
      resources: { ...https, AdminAlb: balancer() },
      findings: ['pass Alb: Https speaks HTTPS', 'fail AdminAlb: it has no listener, expected one for HTTPS'],
    },
    {
      name: 'nothing but load balancers inside the network',
      resources: { Alb: balancer({ Scheme: 'internal' }), Https: speaking('HTTPS') },
      findings: ['fail Stack1: no public entry is in the templates, expected at least one'],
    },
  ],
  unknown: [
    {
      name: 'TCP, which may carry TLS',
      resources: { Alb: balancer({ Type: 'network' }), Listener: speaking('TCP') },
      findings: [
        'unknown Alb: whether Listener speaks HTTPS is not known (it may pass encrypted traffic through to servers that end it)',
      ],
    },
    {
      name: 'TCP beside TLS',
      resources: {
        Alb: balancer({ Type: 'network' }),
        Listener: speaking('TLS'),
        Plain: speaking('TCP', { Port: 80 }),
      },
      findings: [
        'unknown Alb: whether Plain speaks HTTPS is not known (it may pass encrypted traffic through to servers that end it)',
      ],
    },
    {
      name: 'a protocol that is a parameter',
      resources: { ...alb, Listener: speaking(ref('Choice')) },
      ...undecided,
      findings: [
        'unknown Alb: whether Listener speaks HTTPS is not known (parameter Choice of Stack1 has no default and was given no value)',
      ],
    },
    {
      name: 'a listener for HTTPS that may not be there',
      resources: { ...alb, Listener: speaking('HTTPS', {}, 'IsOn') },
      ...undecided,
      findings: [
        'unknown Alb: parameter Choice of Stack1 has no default and was given no value: Listener speaks HTTPS',
      ],
    },
    {
      name: 'a listener of a load balancer that is a parameter',
      resources: { ...alb, Listener: speaking('HTTPS', { LoadBalancerArn: ref('Choice') }) },
      ...undecided,
      findings: [
        'unknown Alb: it has no listener, expected one for HTTPS, but a listener may be hidden (parameter Choice of Stack1 has no default and was given no value)',
      ],
    },
    {
      name: 'a redirect to a protocol that is a parameter',
      resources: both(redirect({ Protocol: ref('Choice'), Port: '443' })),
      ...undecided,
      findings: [
        'unknown Alb: parameter Choice of Stack1 has no default and was given no value: Listener redirects to ${Stack1.Choice} over plain HTTP, expected a redirect to HTTPS',
      ],
    },
    {
      name: 'a redirect to a port that is a parameter',
      resources: both(redirect({ Protocol: 'HTTPS', Port: ref('Choice') })),
      ...undecided,
      findings: [
        'unknown Alb: parameter Choice of Stack1 has no default and was given no value: Listener redirects to HTTPS at the port of plain HTTP, expected port 443',
      ],
    },
    {
      name: 'an action that depends on a condition',
      resources: both(ifOn(toHttps, forward(ref('Targets')))),
      ...undecided,
      findings: [
        'unknown Alb: parameter Choice of Stack1 has no default and was given no value: Listener answers with forward over plain HTTP, expected a redirect to HTTPS',
      ],
    },
    {
      name: 'an action that is a parameter',
      resources: both(ref('Choice')),
      ...undecided,
      findings: [
        'unknown Alb: DefaultActions of Listener is not known (parameter Choice of Stack1 has no default and was given no value)',
      ],
    },
    {
      name: 'a kind of action that is a parameter',
      resources: both({ Type: ref('Choice') }),
      ...undecided,
      findings: [
        'unknown Alb: what Listener answers is not known (parameter Choice of Stack1 has no default and was given no value)',
      ],
    },
    {
      name: 'an answer that is a parameter',
      resources: both(refusing(ref('Choice'))),
      ...undecided,
      findings: [
        'unknown Alb: what Listener answers is not known (parameter Choice of Stack1 has no default and was given no value)',
      ],
    },
    {
      name: 'a rule that may not be there',
      resources: { ...both(toHttps), Rule: rule({ Actions: [forward(ref('Targets'))] }, 'IsOn') },
      ...undecided,
      findings: [
        'unknown Alb: parameter Choice of Stack1 has no default and was given no value: Rule answers with forward over plain HTTP, expected a redirect to HTTPS',
      ],
    },
    {
      name: 'a load balancer that may be internal',
      resources: { Alb: balancer({ Scheme: ref('Choice') }), Listener: plain(forward(ref('Targets'))) },
      ...undecided,
      findings: [
        'unknown Alb: whether Alb is public is not known (parameter Choice of Stack1 has no default and was given no value): Listener speaks HTTP, expected HTTPS; Listener answers with forward over plain HTTP, expected a redirect to HTTPS',
      ],
    },
  ],
  notApplicable: [],
};
