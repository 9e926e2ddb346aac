import { Stack } from 'aws-cdk-lib';
import { Distribution, S3OriginAccessControl, Signing } from 'aws-cdk-lib/aws-cloudfront';
import {
  HttpOrigin,
  OriginGroup,
  S3BucketOrigin,
  S3StaticWebsiteOrigin,
} from 'aws-cdk-lib/aws-cloudfront-origins';
import { AnyPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Json, JsonObject } from '../../../lib/model/input';
import type { ControlCases } from '../../harness/judge';
import { choose, join, nothing, off, stageUnknown, undecided } from '../expressions';
import { att, ref, resource } from '../serving/resources';
import {
  arnOf,
  behavior,
  bucketOrigin,
  control,
  disabled,
  distribution,
  letsCloudFront,
  policy,
  serverOrigin,
  site,
} from './resources';

/** The site whose one origin has these settings. */
const withOrigin = (settings: JsonObject, changes: JsonObject = {}): JsonObject =>
  site({ Cdn: distribution({ Origins: [bucketOrigin(settings)] }), ...changes });

/** The site whose bucket has these statements. */
const withPolicy = (...statements: Json[]): JsonObject => site({ Policy: policy(statements) });

const identity = resource('CloudFront::CloudFrontOriginAccessIdentity');
const byIdentity: JsonObject = {
  OriginAccessControlId: nothing,
  S3OriginConfig: { OriginAccessIdentity: join('origin-access-identity/cloudfront/', ref('Identity')) },
};
const letsIdentity = (principal: Json, action: Json = 's3:GetObject'): JsonObject => ({
  Effect: 'Allow',
  Principal: principal,
  Action: action,
  Resource: join(att('Assets', 'Arn'), '/*'),
});
const anybody = (condition: Json = nothing, principal: Json = '*'): JsonObject => ({
  Effect: 'Allow',
  Principal: principal,
  Action: 's3:GetObject',
  Resource: join(att('Assets', 'Arn'), '/*'),
  Condition: condition,
});
const onlyTls: JsonObject = {
  Effect: 'Deny',
  Principal: { AWS: '*' },
  Action: 's3:*',
  Resource: [att('Assets', 'Arn'), join(att('Assets', 'Arn'), '/*')],
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
};
const imported = 'shop-assets.s3.eu-west-1.amazonaws.com';

/** Stacks of two regions, the distribution in the first and its bucket in the second. */
const apart = (source: Json): readonly object[] => [
  {
    id: 'Edge',
    account: '111111111111',
    region: 'us-east-1',
    stackName: 'edge',
    template: {
      Resources: {
        Cdn: distribution({
          Origins: [bucketOrigin({ DomainName: 'shop-assets.s3.eu-west-1.amazonaws.com' })],
        }),
        Control: control(),
      },
      Outputs: { Id: { Value: ref('Cdn') }, Arn: { Value: arnOf('Cdn') } },
    },
  },
  {
    id: 'Data',
    account: '111111111111',
    region: 'eu-west-1',
    template: {
      Resources: {
        Assets: resource('S3::Bucket', { BucketName: 'shop-assets' }),
        Policy: policy([letsCloudFront({ Condition: { StringEquals: { 'AWS:SourceArn': source } } })]),
      },
    },
  },
];

const noAccess = 'no bucket policy lets the distribution read Assets, expected one that does';
const mayRead = 'whether Policy lets the distribution read Assets is not known';
const mayOpen = 'whether Policy opens Assets to everybody is not known';

export const origin: ControlCases = {
  pass: [
    { name: 'origin access control and a policy for the distribution', resources: site() },
    {
      name: 'a bucket that is called website',
      app: (app) => {
        const stack = new Stack(app, 'Site');
        const bucket = new Bucket(stack, 'WebsiteBucket', { websiteIndexDocument: 'index.html' });
        new Distribution(stack, 'Cdn', {
          defaultBehavior: { origin: S3BucketOrigin.withOriginAccessControl(bucket) },
        });
      },
    },
    {
      name: 'the construct of the CDK',
      app: (app) => {
        const stack = new Stack(app, 'Site');
        const bucket = new Bucket(stack, 'Assets', { enforceSSL: true });
        new Distribution(stack, 'Cdn', {
          defaultBehavior: { origin: S3BucketOrigin.withOriginAccessControl(bucket) },
        });
      },
    },
    {
      name: 'origin access identity as the CDK makes it',
      app: (app) => {
        const stack = new Stack(app, 'Site');
        const bucket = new Bucket(stack, 'Assets');
        new Distribution(stack, 'Cdn', {
          defaultBehavior: { origin: S3BucketOrigin.withOriginAccessIdentity(bucket) },
        });
      },
    },
    {
      name: 'origin access identity by its ARN, with the actions of grantRead',
      resources: withOrigin(byIdentity, {
        Identity: identity,
        Policy: policy([
          letsIdentity(
            { AWS: join('arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity ', ref('Identity')) },
            ['s3:GetObject*', 's3:GetBucket*', 's3:List*'],
          ),
        ]),
      }),
    },
    {
      name: 'origin access identity that somebody else made',
      resources: withOrigin(
        {
          ...byIdentity,
          S3OriginConfig: { OriginAccessIdentity: 'origin-access-identity/cloudfront/E1ABC' },
        },
        {
          Policy: policy([
            letsIdentity({ AWS: 'arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1ABC' }),
          ]),
        },
      ),
    },
    {
      name: 'every distribution of the account',
      resources: withPolicy(
        letsCloudFront({
          Condition: {
            StringLike: {
              'aws:sourcearn': join('arn:aws:cloudfront::', ref('AWS::AccountId'), ':distribution/*'),
            },
          },
        }),
      ),
    },
    {
      name: 'a condition on the account',
      resources: withPolicy(
        letsCloudFront({ Condition: { StringEquals: { 'AWS:SourceAccount': ref('AWS::AccountId') } } }),
      ),
    },
    { name: 'a refusal of plain HTTP beside it', resources: withPolicy(onlyTls, letsCloudFront()) },
    {
      name: 'a refusal of uploads and statements for others',
      resources: {
        Role: resource('IAM::Role'),
        ...withPolicy(
          { ...onlyTls, Action: 's3:PutObject', Condition: nothing },
          letsIdentity({ AWS: join('arn:aws:iam::', ref('AWS::AccountId'), ':root') }, 's3:*'),
          letsIdentity({ AWS: att('Role', 'Arn') }),
          letsCloudFront({ Action: ['s3:ListBucket', 'S3:getobject'] }),
        ),
      },
    },
    {
      name: 'everybody in the network alone',
      resources: withPolicy(anybody({ StringEquals: { 'aws:SourceVpce': 'vpce-1' } }), letsCloudFront()),
    },
    {
      name: 'a bucket named by hand, in another region',
      stacks: apart({ 'Fn::GetStackOutput': { StackName: 'edge', Region: 'us-east-1', OutputName: 'Arn' } }),
    },
    {
      name: 'a bucket whose name a parameter gives',
      resources: site({
        Cdn: distribution({
          Origins: [bucketOrigin({ DomainName: { 'Fn::Sub': '${Name}.s3.${AWS::Region}.amazonaws.com' } })],
        }),
        Assets: resource('S3::Bucket', { BucketName: ref('Name') }),
      }),
      parameters: { Name: { Type: 'String' } },
    },
    {
      name: 'assets on a path pattern beside servers',
      resources: site({
        Cdn: distribution({
          DefaultCacheBehavior: behavior({ CachePolicyId: disabled, TargetOriginId: 'servers' }),
          CacheBehaviors: [behavior({ PathPattern: '/static/*' })],
        }),
      }),
    },
    {
      name: 'a public bucket behind a path that caches nothing',
      resources: site({
        Cdn: distribution({
          Origins: [
            bucketOrigin(),
            { ...bucketOrigin({ DomainName: att('Open', 'DomainName') }), Id: 'open' },
          ],
          CacheBehaviors: [
            behavior({ PathPattern: '/live/*', CachePolicyId: disabled, TargetOriginId: 'open' }),
          ],
        }),
        Open: resource('S3::Bucket', { AccessControl: 'PublicRead' }),
      }),
    },
    {
      name: 'a policy that opens the bucket under a condition that is off by default',
      resources: site({ Old: policy([anybody()], ref('Assets'), 'IsProd') }),
      ...off,
    },
    {
      name: 'origins that fail over to each other',
      app: (app) => {
        const stack = new Stack(app, 'Site');
        const [primary, secondary] = ['First', 'Second'].map((id) => new Bucket(stack, id));
        new Distribution(stack, 'Cdn', {
          defaultBehavior: {
            origin: new OriginGroup({
              primaryOrigin: S3BucketOrigin.withOriginAccessControl(primary!),
              fallbackOrigin: S3BucketOrigin.withOriginAccessControl(secondary!),
            }),
          },
        });
      },
    },
  ],
  fail: [
    {
      name: 'the website endpoint',
      resources: withOrigin({
        DomainName: join('shop.s3-website-eu-west-1.', ref('AWS::URLSuffix')),
        S3OriginConfig: nothing,
        CustomOriginConfig: { OriginProtocolPolicy: 'http-only' },
      }),
      findings: [
        'fail Cdn: the origin is the website endpoint of a bucket, which must be public, expected origin access control',
      ],
    },
    {
      name: 'the website endpoint as the CDK makes it',
      app: (app) => {
        const stack = new Stack(app, 'Site');
        const bucket = new Bucket(stack, 'Assets', { websiteIndexDocument: 'index.html' });
        new Distribution(stack, 'Cdn', { defaultBehavior: { origin: new S3StaticWebsiteOrigin(bucket) } });
      },
      findings: [
        'fail Cdn9963B1AD: the origin is the website endpoint of a bucket, which must be public, ' +
          'expected origin access control',
      ],
    },
    {
      name: 'neither origin access control nor an identity',
      resources: withOrigin({ OriginAccessControlId: nothing }),
      findings: [
        'fail Cdn: the default behaviour reads its bucket as anybody could, expected origin access control',
      ],
    },
    {
      name: 'origin access control that does not sign',
      app: (app) => {
        const stack = new Stack(app, 'Site');
        const originAccessControl = new S3OriginAccessControl(stack, 'Control', { signing: Signing.NEVER });
        new Distribution(stack, 'Cdn', {
          defaultBehavior: {
            origin: S3BucketOrigin.withOriginAccessControl(new Bucket(stack, 'Assets'), {
              originAccessControl,
            }),
          },
        });
      },
      findings: ['fail Cdn9963B1AD: SigningBehavior of Control42E771B2 is never, expected always'],
    },
    {
      name: 'a bucket that an access control list opens',
      resources: site({ Assets: resource('S3::Bucket', { AccessControl: 'PublicRead' }) }),
      findings: ['fail Cdn: AccessControl of Assets is PublicRead, expected Private'],
    },
    {
      name: 'a bucket for whoever has an account of AWS',
      resources: site({ Assets: resource('S3::Bucket', { AccessControl: 'AuthenticatedRead' }) }),
      findings: ['fail Cdn: AccessControl of Assets is AuthenticatedRead, expected Private'],
    },
    {
      name: 'a bucket that a policy opens, whatever the transport',
      resources: withPolicy(
        letsCloudFront(),
        anybody({ Bool: { 'aws:SecureTransport': 'true' } }, { AWS: ['*'] }),
      ),
      findings: ['fail Cdn: Policy opens Assets to everybody, expected the distribution alone'],
    },
    {
      name: 'a bucket that a second policy opens',
      app: (app) => {
        const stack = new Stack(app, 'Site');
        const bucket = new Bucket(stack, 'Assets', { publicReadAccess: false });
        bucket.addToResourcePolicy(
          new PolicyStatement({
            actions: ['s3:GetObject'],
            principals: [new AnyPrincipal()],
            resources: [bucket.arnForObjects('*')],
          }),
        );
        new Distribution(stack, 'Cdn', {
          defaultBehavior: { origin: S3BucketOrigin.withOriginAccessControl(bucket) },
        });
      },
      findings: [
        'fail Cdn9963B1AD: AssetsPolicy206C37E3 opens Assets9A31D427 to everybody, expected the distribution alone',
      ],
    },
    {
      name: 'everybody but one',
      resources: withPolicy(letsCloudFront(), {
        ...anybody(nothing, nothing),
        NotPrincipal: { AWS: 'arn:aws:iam::222222222222:root' },
      }),
      findings: ['fail Cdn: Policy opens Assets to everybody, expected the distribution alone'],
    },
    {
      name: 'a policy for another distribution',
      resources: site({
        Policy: policy([
          letsCloudFront({ Condition: { StringEquals: { 'AWS:SourceArn': arnOf('Other') } } }),
        ]),
        Other: distribution({ Enabled: false }),
      }),
      findings: [`fail Cdn: ${noAccess}`],
    },
    { name: 'no policy', resources: site({ Policy: resource('none') }), findings: [`fail Cdn: ${noAccess}`] },
    {
      name: 'a policy of another bucket with a similar name',
      resources: site({
        Assets: resource('S3::Bucket', { BucketName: 'shop' }),
        Policy: policy([letsCloudFront()], 'shop-logs'),
        Logs: resource('S3::Bucket', { BucketName: 'shop-logs' }),
      }),
      findings: [`fail Cdn: ${noAccess}`],
    },
    {
      name: 'a policy that names the bucket but nothing in it',
      resources: withPolicy(letsCloudFront({ Resource: att('Assets', 'Arn') })),
      findings: [`fail Cdn: ${noAccess}`],
    },
    {
      name: 'a policy that lets list but not read',
      resources: withPolicy(letsCloudFront({ Action: 's3:ListBucket' })),
      findings: [`fail Cdn: ${noAccess}`],
    },
    {
      name: 'a policy for the identity where the origin uses origin access control',
      resources: site({
        Policy: policy([letsIdentity({ CanonicalUser: att('Identity', 'S3CanonicalUserId') })]),
        Identity: identity,
      }),
      findings: [`fail Cdn: ${noAccess}`],
    },
    {
      name: 'a policy for another identity',
      resources: withOrigin(byIdentity, {
        Identity: identity,
        Other: identity,
        Policy: policy([letsIdentity({ CanonicalUser: att('Other', 'S3CanonicalUserId') })]),
      }),
      findings: [`fail Cdn: ${noAccess}`],
    },
    {
      name: 'a policy under a condition that is off by default',
      resources: site({ Policy: policy([letsCloudFront()], ref('Assets'), 'IsProd') }),
      ...off,
      findings: [`fail Cdn: ${noAccess}`],
    },
    {
      name: 'a refusal that includes the distribution',
      resources: withPolicy(letsCloudFront(), { ...onlyTls, Condition: nothing }),
      findings: [
        'fail Cdn: Policy denies the distribution to read Assets, expected a Deny that leaves it out',
      ],
    },
    {
      name: 'a spare origin that everybody can read',
      resources: site({
        Cdn: distribution({
          Origins: [
            bucketOrigin(),
            {
              ...bucketOrigin({ DomainName: att('Spare', 'DomainName') }),
              Id: 'spare',
              OriginAccessControlId: nothing,
            },
          ],
          OriginGroups: {
            Quantity: 1,
            Items: [
              {
                Id: 'both',
                Members: { Quantity: 2, Items: [{ OriginId: 'assets' }, { OriginId: 'spare' }] },
              },
            ],
          },
          DefaultCacheBehavior: behavior({ TargetOriginId: 'both' }),
        }),
        Spare: resource('S3::Bucket'),
      }),
      findings: [
        'fail Cdn: the default behaviour reads its bucket as anybody could, expected origin access control',
      ],
    },
  ],
  unknown: [
    {
      name: 'a bucket that somebody else made',
      resources: withOrigin({ DomainName: imported }),
      findings: [
        `unknown Cdn: the bucket ${imported} is not among the templates; ` +
          'verify that it is private and lets the distribution read',
      ],
    },
    {
      name: 'a bucket imported with the CDK',
      app: (app) => {
        const stack = new Stack(app, 'Site', { env: { account: '111111111111', region: 'eu-west-1' } });
        const bucket = Bucket.fromBucketName(stack, 'Assets', 'shop-assets');
        new Distribution(stack, 'Cdn', {
          defaultBehavior: { origin: S3BucketOrigin.withOriginAccessControl(bucket) },
        });
      },
      findings: [
        'unknown Cdn9963B1AD: the bucket shop-assets.s3.eu-west-1.amazonaws.com is not among the templates; ' +
          'verify that it is private and lets the distribution read',
      ],
    },
    {
      name: 'a behaviour whose origin is not there',
      resources: site({ Cdn: distribution({ DefaultCacheBehavior: behavior({ TargetOriginId: 'gone' }) }) }),
      findings: ['unknown Cdn: the origin of the default behaviour is not known'],
    },
    {
      name: 'a condition that decides whether a bucket or a server answers',
      resources: withOrigin({
        DomainName: choose('IsProd', att('Assets', 'DomainName'), 'shop.example.com'),
      }),
      ...undecided,
      findings: [`unknown Cdn: the origin of the default behaviour is not known (${stageUnknown})`],
    },
    {
      name: 'a condition that decides who signs',
      resources: withOrigin({ OriginAccessControlId: choose('IsProd', att('Control', 'Id'), nothing) }),
      ...undecided,
      findings: [
        `unknown Cdn: whether the default behaviour signs its requests is not known (${stageUnknown})`,
      ],
    },
    {
      name: 'signing that a parameter decides',
      resources: site({ Control: control({ SigningBehavior: ref('Signing') }) }),
      parameters: { Signing: { Type: 'String', AllowedValues: ['always', 'never'] } },
      findings: [
        'unknown Cdn: SigningBehavior of Control is not known ' +
          '(parameter Signing of Stack1 has no default and was given no value), expected always',
      ],
    },
    {
      name: 'an access control list that a condition decides',
      resources: site({
        Assets: resource('S3::Bucket', { AccessControl: choose('IsProd', 'Private', 'PublicRead') }),
      }),
      ...undecided,
      findings: [`unknown Cdn: AccessControl of Assets is not known (${stageUnknown}), expected Private`],
    },
    {
      name: 'a policy that a condition may switch off',
      resources: site({ Policy: policy([letsCloudFront()], ref('Assets'), 'IsProd') }),
      ...undecided,
      findings: [`unknown Cdn: ${mayRead} (${stageUnknown})`],
    },
    {
      name: 'a statement that may open the bucket',
      resources: withPolicy(letsCloudFront(), choose('IsProd', nothing, anybody())),
      ...undecided,
      findings: [`unknown Cdn: ${mayOpen} (${stageUnknown})`],
    },
    {
      name: 'everybody who sends a certain header',
      resources: withPolicy(letsCloudFront(), anybody({ StringEquals: { 'aws:Referer': 'secret' } })),
      findings: [`unknown Cdn: ${mayOpen} (it depends on aws:referer)`],
    },
    {
      name: 'a distribution written by its id',
      resources: withPolicy(
        letsCloudFront({
          Condition: {
            StringEquals: { 'AWS:SourceArn': 'arn:aws:cloudfront::111111111111:distribution/E1ABC' },
          },
        }),
      ),
      findings: [`unknown Cdn: ${mayRead} (E1ABC is not among the templates)`],
    },
    {
      name: 'a condition that compares the other way round',
      resources: withPolicy(
        letsCloudFront({ Condition: { StringNotEquals: { 'AWS:SourceArn': arnOf('Cdn') } } }),
      ),
      findings: [`unknown Cdn: ${mayRead} (it depends on aws:sourcearn)`],
    },
    {
      name: 'a canonical user that a parameter gives',
      resources: withOrigin(byIdentity, {
        Identity: identity,
        Policy: policy([letsIdentity({ CanonicalUser: ref('Reader') })]),
      }),
      parameters: { Reader: { Type: 'String' } },
      findings: [
        `unknown Cdn: ${mayRead} (parameter Reader of Stack1 has no default and was given no value)`,
      ],
    },
    {
      name: 'a refusal under a condition',
      resources: withPolicy(letsCloudFront(), {
        ...onlyTls,
        Condition: { StringNotEquals: { 'aws:SourceVpce': 'vpce-1' } },
      }),
      findings: [
        'unknown Cdn: whether Policy denies the distribution to read Assets is not known (it denies under a condition)',
      ],
    },
    {
      name: 'a policy of a bucket that is not known',
      resources: site({ Policy: policy([letsCloudFront()], ref('Name')) }),
      parameters: { Name: { Type: 'String' } },
      findings: [`unknown Cdn: ${mayRead} (parameter Name of Stack1 has no default and was given no value)`],
    },
  ],
  notApplicable: [
    {
      name: 'an origin group that names nothing but itself',
      resources: site({
        Cdn: distribution({
          OriginGroups: {
            Items: [{ Id: 'both', Members: { Items: [{ OriginId: 'both' }, { OriginId: 'servers' }] } }],
          },
          DefaultCacheBehavior: behavior({ TargetOriginId: 'both' }),
        }),
      }),
      findings: ['notApplicable Stack1: it does not arise for the content delivery network of this workload'],
    },
    {
      name: 'a server as origin',
      app: (app) => {
        const stack = new Stack(app, 'Site');
        new Distribution(stack, 'Cdn', { defaultBehavior: { origin: new HttpOrigin('shop.example.com') } });
      },
      findings: ['notApplicable Site: it does not arise for the content delivery network of this workload'],
    },
    {
      name: 'Amplify Hosting',
      resources: { Site: resource('Amplify::App') },
      findings: ['notApplicable Stack1: it does not arise for the content delivery network of this workload'],
    },
    {
      name: 'a load balancer behind a behaviour that caches',
      resources: {
        Cdn: distribution({
          Origins: [serverOrigin],
          DefaultCacheBehavior: behavior({ TargetOriginId: 'servers' }),
        }),
      },
      findings: ['notApplicable Stack1: it does not arise for the content delivery network of this workload'],
    },
  ],
};
