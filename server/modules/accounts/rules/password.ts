/** Passwords seen first in every list of guesses that would otherwise pass the rules (letters and digits, 10 or more). */
const common = new Set([
  '1q2w3e4r5t',
  '1qaz2wsx3edc',
  '1234567890a',
  '123456789a',
  '12345qwert',
  '12345678abc',
  'a123456789',
  'a1234567890',
  'aa123456789',
  'aaa123456789',
  'abc1234567',
  'abc12345678',
  'abc123456789',
  'abcd123456',
  'abcd1234567',
  'abcd12345678',
  'admin12345',
  'admin123456',
  'asd123456789',
  'football123',
  'iloveyou123',
  'password01',
  'password12',
  'password123',
  'password1234',
  'passw0rd123',
  'p@ssw0rd123',
  'q1w2e3r4t5',
  'q1w2e3r4t5y6',
  'qazwsx1234',
  'qq123456789',
  'qwe123456789',
  'qwer123456',
  'qwerty1234',
  'qwerty12345',
  'qwerty123456',
  'qwertyuiop1',
  'qwertyuiop123',
  'welcome123',
  'woaini1314',
  'woaini1314520',
  'woaini520520',
  'zxcvbnm123',
  'zxcvbnm1234',
])

/** Whether a password is too weak: under 10 characters, without letters or digits, a common one, one or two characters repeated, or made of the account. */
export function isWeakPassword(password: string, account: string): boolean {
  const lower = password.toLowerCase()
  if ([...password].length < 10 || !/\p{L}/u.test(password) || !/\p{Nd}/u.test(password)) return true
  if (common.has(lower) || new Set(lower).size < 4) return true
  const own = account.toLowerCase()
  const local = own.split('@')[0] ?? own
  return lower.includes(own) || own.includes(lower) || (local.length >= 4 && lower.replace(/\d+$/, '') === local)
}
