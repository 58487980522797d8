/**
 * What a text looks like: letters that are taken for each other become one (after Unicode TR 39, only the letters of mail
 * addresses and names). Skeletons are compared, never shown; two different texts of one skeleton are look-alikes.
 */
import { foldText } from './fold-text';

/** Target, then the letters that pass for it. Small letters only: the text is lower case by then. */
const FAMILIES = `
a аɑα  b вьβƅ  c сςϲց  d ԁđð  e еєεёҽ  f ғƒ  g ɡɢ  h һнħհ  j јϳ  k кκĸ  l iіїιı1ӏłɩǀ|ɪʟ  m м  n пηոŋ  o 0оοøσօ
p рρþ  q ԛզ  r гʀ  s ѕƽ  t тτŧ  u υμսʋ  v νѵ  w ԝωѡ  x хχ×  y уγү  z ζʐ
ه ھہةە  ی ےيى  ک كڪ  ن ں  ف ڡ  ق ٯ
`;
/** Made at the first use: most cards are of known people, whom nobody compares with others. */
let looks: ReadonlyMap<string, string> | null = null;
const readFamilies = (): ReadonlyMap<string, string> =>
  new Map(
    [...FAMILIES.matchAll(/(\S) (\S+)/gu)].flatMap(([, target = '', letters = '']) =>
      [...letters].map((letter) => [letter, target] as const),
    ),
  );
/** The skeleton of a name or of one label of a domain (in its Unicode form): no spaces, hyphens or marks. */
export function skeleton(text: string): string {
  looks ??= readFamilies();
  const known = looks;
  return [
    ...foldText(text)
      .normalize('NFD')
      .replace(/[^\p{L}\p{N}|×]/gu, ''),
  ]
    .map((letter) => known.get(letter) ?? letter)
    .join('')
    .replace(/3(?=\p{L})/gu, 'e')
    .replace(/5(?=\p{L})/gu, 's')
    .replace(/rn/gu, 'm')
    .replace(/vv/gu, 'w');
}
