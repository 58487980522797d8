import { render } from 'preact';
import { PopupApp } from '../../popup/app';
import '../../card/tokens.css';
import '../../card/card.css';
import '../../own-page/page.css';
import '../../memory/memory.css';
import '../../popup/popup.css';
import '../../work/work.css';

render(<PopupApp />, document.getElementById('app') as HTMLElement);
