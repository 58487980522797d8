import { render } from 'preact';
import { ModelApp } from '../../model/app';
import '../../card/tokens.css';
import '../../own-page/page.css';
import '../../model/model.css';

render(<ModelApp />, document.getElementById('app') as HTMLElement);
