// A message as a curl command that sends the same again.

/**
 * @param {{ channel: string, from: string, to: string, content: unknown, context?: string, options?: object }} message
 * @param {string} url of POST /messages
 */
export function curl(message, url) {
  const body = {
    channel: message.channel,
    from: message.from,
    to: message.to,
    ...(message.context ? { context: message.context } : {}),
    ...(message.options ?? {}),
    content: message.content,
  };
  return [
    `curl -X POST ${quoted(url)}`,
    "  -H 'apikey: YOUR_API_KEY'",
    "  -H 'content-type: application/json'",
    `  -d ${quoted(JSON.stringify(body))}`,
  ].join(' \\\n');
}

/** A word of a POSIX shell. @param {string} text */
const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;
