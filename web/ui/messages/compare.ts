/** What is wrong between two message files: keys only one has, empty messages, places that differ. For tests. */
export function compareMessages(zh: Readonly<Record<string, string>>, en: Readonly<Record<string, string>>): string[] {
  const places = (message: string) => [...message.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort()
  const faults: string[] = []
  for (const key of new Set([...Object.keys(zh), ...Object.keys(en)])) {
    const [a, b] = [zh[key], en[key]]
    if (!a || !b) faults.push(`${key}: missing or empty`)
    else if (places(a).join() !== places(b).join()) faults.push(`${key}: the places differ`)
  }
  return faults
}
