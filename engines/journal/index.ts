export { canonical, type Json } from './canonical.ts'
export { type Algorithm, availableAlgorithms, genesisHash } from './hash.ts'
export { type MerkleProof, merkleProof, merkleRoot, verifyProof } from './merkle.ts'
export {
  type Change,
  type CommittedChange,
  commit,
  type Head,
  type JournalRecord,
  type PersonalValue,
  type PlainChange,
  type RecordInput,
  sealRecord,
} from './record.ts'
export {
  type Checkpoint,
  createVerifier,
  type FaultCode,
  type Verdict,
  type Verifier,
  type VerifierOptions,
} from './verifier.ts'
