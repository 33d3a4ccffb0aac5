import type { Messages } from '../zh.ts'

/** Matches: capabilities that fit a scenario, openings that fit a capability. */
export const matches: Messages['matches'] = {
  forScenario: 'Capabilities that fit',
  forScenarioNote:
    'Ordered by how well published capabilities fit the openings; small and new firms have a share of the places.',
  forScenarioEmpty: 'No capability comes near the openings yet. Say more precisely what is wanted, or wait for more.',
  forCapability: 'Openings that fit',
  forCapabilityEmpty: 'No opening comes near now. A more precise description and measures make it easier to find.',
  small: 'Small or new firm',
  answered: 'Intent declared',
  score: 'Fit {score}',
  words: 'Words in common: {words}',
  stale: 'Not renewed for long: {value} points less',
  more: 'Show more',
  text: 'Words',
  taxonomy: 'Track',
  requirements: 'Requirements',
  readiness: 'Readiness',
  proof: 'Proof',
  distance: 'Districts served',
  met: 'Met',
  unmet: 'Not met',
  unknown: 'Unknown',
  statedOn: 'stated {stated} ({day})',
  stated: 'stated {stated}',
  short: '{by} short',
  not_stated: 'this measure is not stated',
  unit: 'stated in a unit that does not compare',
  condition: 'in words: ask',
  partners: 'Could fill it: {names}',
}
