/** SVG text without anything a viewer would load or follow; inner references (`url(#clip1)`) stay. */
export function cleanSvg(svg: string): string {
  return svg.replace(/<[^>]*>/g, (tag) =>
    tag
      .replace(/\s(?:xlink:)?href="[^"]*"/gi, '')
      .replace(/\son\w+="[^"]*"/gi, '')
      .replace(/\s[\w:-]+="[^"]*url\((?!(?:&quot;|')?#)[^"]*"/gi, ''),
  );
}
