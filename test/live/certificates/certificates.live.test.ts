import { ACMClient, DeleteCertificateCommand, RequestCertificateCommand } from '@aws-sdk/client-acm';
import { renewsItself } from '../../../lib/live/certificates/renewing';
import { answerOf } from '../asking';
import { startMoto, type Moto } from '../moto';

let moto: Moto;
beforeAll(async () => (moto = await startMoto()));
afterAll(() => moto.stop());

test('a certificate that awaits its validation, and one that was deleted', async () => {
  const client = moto.client(ACMClient);
  const requested = await client.send(
    new RequestCertificateCommand({ DomainName: 'shop.example.com', ValidationMethod: 'DNS' }),
  );
  const target = { type: 'AWS::CertificateManager::Certificate', id: requested.CertificateArn! };
  expect(await answerOf(renewsItself, target, moto.aws())).toMatchObject({
    outcome: 'fail',
    message: expect.stringContaining('shop.example.com'),
  });
  await client.send(new DeleteCertificateCommand({ CertificateArn: target.id }));
  expect(await answerOf(renewsItself, target, moto.aws())).toMatchObject({
    outcome: 'fail',
    message: `certificate ${target.id} does not exist`,
  });
});
