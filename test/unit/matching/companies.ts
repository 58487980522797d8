/** Made-up companies as they are really called: two words, a family name and a trade, an invented brand, a place. For tests of false alarms. */
const FIRST =
  'alder amber anchor apex arbor ash atlas aurora azure bay beacon birch black blue bold bridge bright bronze canyon cedar clear cliff cloud coast copper coral crest crown crystal delta dune eagle east echo elm ember evergreen fair falcon fern field first flint forest fox frost garden gold grand granite green grove harbor hawk hazel high hill horizon iron island ivory jade juniper keystone lake lark laurel liberty lime lion lotus lunar maple marble meadow mill mint moon moss mountain noble north oak oasis ocean olive onyx opal orchid orion osprey palm peak pearl pine pioneer polar prairie prime quartz rain raven red reed ridge river rock rose royal ruby sage sand sapphire sea shore silver sky slate snow solar south spring spruce star steel stone summit sun swift tall thorn tide timber topaz trail true union urban valley velvet vista walnut wave west white wild willow wind wolf wood zenith'.split(
    ' ',
  );
const SECOND =
  'arch bank bay beam bell berg bird bloom board bolt book branch bridge brook burn castle cliff core craft creek crest cross dale deck den dock door drift edge fall farm field fire flow ford forge fork gate glen grid grove guard hall harbor haven head heart hill hive hold hollow house keep lake land lane leaf light line link lock loft mark marsh mead mere mill mont moor nest net park pass path peak phase pier point pond pool port post press range reach ridge ring rise road rock root scape shed shell ship shire shore side smith span spark spring square stack stead stem step stone storm stream street tail tide top tower town track trade trail tree vale vault view ville wall ward watch water way well wharf wick wind wing wood works yard'.split(
    ' ',
  );
const TRADES =
  'advisors agency analytics apparel architects auto bakery capital catering ceramics chemicals clinic clothing coffee construction consulting cosmetics dental design digital distribution dynamics electric energy engineering equipment events export fabrics farms fashion films finance fitness foods freight furniture gallery games glass global goods group health holdings hotels imports industries instruments insurance interiors labs legal leather lighting logistics machinery marketing media medical metals motors music networks optics outdoor packaging paints partners pharma photo plastics printing properties realty robotics security shipping software solar solutions sports studio supply systems tea tech textiles tools toys trading transport travel ventures wines works'.split(
    ' ',
  );
const SYLLABLES =
  'ba be bo bri ca co cu da de do dra el en fa fe fi fo ga go gra ha he hu ji jo ka ke ko kri la le lo lu ma me mi mo na ne ni no nu pa pe pi pra qua ra re ri ro sa se si so sta ta te ti to tra va ve vi vo wa wi xa ya yo za ze zo'.split(
    ' ',
  );
const ENDINGS = ['com', 'com', 'com', 'com', 'net', 'org', 'io', 'co', 'ir', 'ir', 'ae', 'sa', 'de', 'co.uk', 'com.sa', 'eu', 'biz'];

export interface Company {
  name: string;
  domain: string;
  person: string;
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** So many companies, the same for the same seed. */
export function companies(count: number, seed: number): Company[] {
  const next = numbers(seed);
  const one = (list: readonly string[]): string => list[Math.floor(next() * list.length)] ?? '';
  const coined = (least: number): string =>
    Array.from({ length: least + Math.floor(next() * 2) }, () => one(SYLLABLES)).join('') + one(['n', 'r', 's', 'l', '', '']);
  const title = (words: string[]): string => words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join(' ');
  return Array.from({ length: count }, () => {
    const kind = next();
    const words =
      kind < 0.3
        ? [one(FIRST) + one(SECOND), one(TRADES)]
        : kind < 0.6
          ? [coined(3), one(TRADES)]
          : kind < 0.8
            ? [coined(2), coined(2), one(TRADES)]
            : [coined(3)];
    const label = words.slice(0, next() < 0.5 && words.length > 1 && kind >= 0.3 ? 1 : undefined).join(next() < 0.3 ? '-' : '');
    return { name: title(words), domain: `${label}.${one(ENDINGS)}`, person: title([coined(2), coined(3)]) };
  });
}
