/** Returns a URL that a link may lead to; null if it is not an absolute https URL, as javascript: and data: are not. */
export function httpsUrl(value) {
  if (typeof value !== 'string' || value.length > 2_048) return null;
  try {
    const url = new URL(value);
    return url.protocol === 'https:' && url.username === '' ? url.href : null;
  } catch {
    return null;
  }
}
