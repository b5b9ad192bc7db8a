/**
 * What people put into passwords first: words of the login itself, keyboard runs, names, seasons, teams and
 * wishes, in English, Swedish and German, as `readable` writes them (0 is o, 1 is l). Written for Crossdock.
 */
export const commonWords: readonly string[] = [
  ...'password passwort losenord lösenord passord motdepasse wachtwoord contrasena senha'.split(
    ' ',
  ),
  ...'login signin welcome willkommen valkommen välkommen bienvenue admin administrator'.split(' '),
  ...'root user test testing guest owner operator viewer changeme letmein default secret'.split(
    ' ',
  ),
  ...'hemlig geheim access master server system computer internet google amazon shopify'.split(' '),
  ...'crossdock seller central shop store butik laden order orders online company'.split(' '),
  ...'qwerty qwertz azerty asdf asdfgh zxcvbn yxcvbn qazwsx qwertyuiop asdfghjkl zxcvbnm'.split(
    ' ',
  ),
  ...'qaz wsx edc abc abcd abcde abcdef abcdefgh aaaa xyz trustno iloveyou ilove loveyou'.split(
    ' ',
  ),
  ...'love forever always sunshine princess dragon monkey football baseball basketball'.split(' '),
  ...'soccer hockey superman batman spiderman starwars pokemon minecraft whatever freedom'.split(
    ' ',
  ),
  ...'summer winter spring autumn sommar vinter host höst sommer herbst fruhling frühling'.split(
    ' ',
  ),
  ...'january february march april june july august september october november december'.split(' '),
  ...'monday tuesday wednesday thursday friday saturday sunday mandag måndag tisdag fredag'.split(
    ' ',
  ),
  ...'michael jessica jennifer thomas daniel ashley andrew charlie michelle nicole robert'.split(
    ' ',
  ),
  ...'anna maria erik lars karl johan anders sven stefan peter christian alexander'.split(' '),
  ...'hello hallo hej hejsan secure security please money magic shadow killer pepper cookie'.split(
    ' ',
  ),
  ...'cheese banana orange purple silver golden flower hunter ranger buster tigger jordan'.split(
    ' ',
  ),
  ...'liverpool arsenal chelsea barcelona madrid stockholm berlin london sverige sweden'.split(' '),
  ...'germany deutschland england correct horse battery staple thisis mypass pass word'.split(' '),
  ...'the and for you are his her this that with from have not but all my is it der die das'.split(
    ' ',
  ),
]
