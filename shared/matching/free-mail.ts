/**
 * Domains at which anybody may have an address: they never say which customer somebody belongs to.
 * Public providers, those common in Iran and the Arab countries, throw-away mail, and internet providers whose customers are strangers to each other.
 */
const FREE = `
gmail.com googlemail.com outlook.com outlook.sa hotmail.com hotmail.co.uk hotmail.fr hotmail.de hotmail.it hotmail.es live.com live.co.uk live.fr live.nl msn.com
windowslive.com passport.com yahoo.com ymail.com rocketmail.com myyahoo.com yahoo.co.uk yahoo.fr yahoo.de yahoo.it yahoo.es yahoo.ca yahoo.in yahoo.co.in yahoo.co.jp
yahoo.com.br yahoo.com.au yahoo.com.ar yahoo.com.mx icloud.com me.com mac.com aol.com aim.com proton.me protonmail.com protonmail.ch pm.me tutanota.com tutanota.de tuta.io
tuta.com zoho.com zohomail.com zohomail.eu gmx.com gmx.net gmx.de gmx.at gmx.ch gmx.fr web.de mail.com email.com usa.com post.com fastmail.com fastmail.fm hey.com
hushmail.com mailbox.org posteo.de posteo.net runbox.com startmail.com disroot.org riseup.net yandex.com yandex.ru yandex.ua ya.ru mail.ru inbox.ru list.ru bk.ru
rambler.ru ukr.net i.ua meta.ua seznam.cz email.cz centrum.cz wp.pl o2.pl onet.pl interia.pl op.pl t-online.de freenet.de arcor.de orange.fr wanadoo.fr free.fr laposte.net
sfr.fr neuf.fr libero.it virgilio.it alice.it tiscali.it tin.it terra.com.br uol.com.br bol.com.br ig.com.br btinternet.com sky.com virginmedia.com ntlworld.com
talktalk.net comcast.net verizon.net att.net sbcglobal.net bellsouth.net cox.net charter.net earthlink.net shaw.ca rogers.com sympatico.ca bigpond.com optusnet.com.au
telus.net xtra.co.nz qq.com 163.com 126.com 139.com sina.com sina.cn sohu.com foxmail.com aliyun.com naver.com daum.net hanmail.net nate.com rediffmail.com indiatimes.com
docomo.ne.jp ezweb.ne.jp softbank.ne.jp hotmail.co.jp mynet.com superonline.com
chmail.ir mailfa.com mailfa.org iran.ir rayana.ir mihanmail.ir parsmail.com irmail.ir post.ir vatanmail.ir chapar.ir eml.ir yahoo.ir
maktoob.com yahoo.ae yahoo.com.sa hotmail.sa live.sa outlook.ae emirates.net.ae eim.ae saudi.net.sa nesma.net.sa awalnet.net.sa tedata.net.eg
masrawy.com gawab.com ayna.com arabia.com batelco.com.bh qatar.net.qa omantel.net.om kems.net wataniya.com cyberia.net.lb inco.com.lb nets.com.jo orange.jo menara.ma topnet.tn
planet.tn djaweb.dz caramail.com
mailinator.com guerrillamail.com 10minutemail.com temp-mail.org yopmail.com trashmail.com sharklasers.com maildrop.cc dispostable.com getnada.com
privaterelay.appleid.com duck.com mozmail.com simplelogin.com anonaddy.com relay.firefox.com users.noreply.github.com
`;

const DOMAINS: ReadonlySet<string> = new Set(FREE.split(/\s+/u).filter(Boolean));

/** May anybody have an address at this (normalised) domain? Also true below such a domain. */
export function isFreeMail(domain: string): boolean {
  for (let rest = domain; rest.includes('.'); rest = rest.slice(rest.indexOf('.') + 1)) if (DOMAINS.has(rest)) return true;
  return false;
}
