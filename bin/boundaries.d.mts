/** All broken import rules below `root`, one line each; throws when it finds nothing to look at. */
export function checkBoundaries(root: string): { files: number; faults: string[] }
