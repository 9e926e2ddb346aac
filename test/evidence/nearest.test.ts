import { nearest } from '../../lib/evidence/nearest';

test.each([
  ['databse', ['databases', 'caches'], ['databases']],
  ['ENV55', ['ENV5', 'ENV6', 'SEC5'], ['ENV5']],
  ['NEV5', ['ENV5', 'SEC5'], ['ENV5']],
  ['env5', ['ENV5'], ['ENV5']],
  ['xyz', ['ENV5', 'a much longer candidate'], []],
  ['ENV', ['ENV1', 'ENV2', 'ENV3', 'ENV4'], ['ENV1', 'ENV2', 'ENV3']],
  ['', ['P'], []],
  ['stackname', ['stackName'], ['stackName']],
])('%s is near to some of %j', (word, candidates, expected) => {
  expect(nearest(word, candidates)).toEqual(expected);
});
