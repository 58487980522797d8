/** Evidence opens in place, under its row. A link names the host it leads to, so that nobody follows it blindly. */
export function Evidence({ id, text, url }: { id: string; text: string; url: string | undefined }) {
  const link = linkTo(url);
  return (
    <div class="ev para" id={id}>
      {text}
      {link && (
        <>
          {' '}
          <a href={link.href} target="_blank" rel="noopener noreferrer" dir="ltr">
            {link.host}
          </a>
        </>
      )}
    </div>
  );
}

/** A web address to link to; null for anything that is not http(s). */
function linkTo(url: string | undefined): URL | null {
  if (!url || !URL.canParse(url)) return null;
  const parsed = new URL(url);
  return parsed.protocol === 'https:' || parsed.protocol === 'http:' ? parsed : null;
}
