/**
 * Regions that Shopify knows by code, for the countries where Amazon ships and an address needs one.
 * `CODE=Name/other name;…`. Facts from Shopify's public region data (Shopify/worldwide), read 2026-11-22;
 * a country that is not listed here gets no province code.
 */
export const provinceLists: Readonly<Record<string, string>> = {
  US: `AL=Alabama;AK=Alaska;AS=American Samoa;AZ=Arizona;AR=Arkansas;CA=California;CO=Colorado;
    CT=Connecticut;DE=Delaware;DC=District of Columbia/Washington DC;FM=Federated States of Micronesia;
    FL=Florida;GA=Georgia;GU=Guam;HI=Hawaii;ID=Idaho;IL=Illinois;IN=Indiana;IA=Iowa;KS=Kansas;
    KY=Kentucky;LA=Louisiana;ME=Maine;MH=Marshall Islands;MD=Maryland;MA=Massachusetts;MI=Michigan;
    MN=Minnesota;MS=Mississippi;MO=Missouri;MT=Montana;NE=Nebraska;NV=Nevada;NH=New Hampshire;
    NJ=New Jersey;NM=New Mexico;NY=New York;NC=North Carolina;ND=North Dakota;
    MP=Northern Mariana Islands;OH=Ohio;OK=Oklahoma;OR=Oregon;PW=Palau;PA=Pennsylvania;PR=Puerto Rico;
    RI=Rhode Island;SC=South Carolina;SD=South Dakota;TN=Tennessee;TX=Texas;UT=Utah;VT=Vermont;
    VI=Virgin Islands/U.S. Virgin Islands;VA=Virginia;WA=Washington;WV=West Virginia;WI=Wisconsin;
    WY=Wyoming;AA=Armed Forces Americas;AE=Armed Forces Europe;AP=Armed Forces Pacific`,
  CA: `AB=Alberta;BC=British Columbia/Colombie-Britannique;MB=Manitoba;
    NB=New Brunswick/Nouveau-Brunswick;NL=Newfoundland and Labrador/Newfoundland/Terre-Neuve-et-Labrador;
    NT=Northwest Territories/Territoires du Nord-Ouest;NS=Nova Scotia/Nouvelle-Écosse;NU=Nunavut;
    ON=Ontario;PE=Prince Edward Island/Île-du-Prince-Édouard;QC=Quebec/Québec;SK=Saskatchewan;YT=Yukon`,
  AU: `ACT=Australian Capital Territory;NSW=New South Wales;NT=Northern Territory;QLD=Queensland;
    SA=South Australia;TAS=Tasmania;VIC=Victoria;WA=Western Australia`,
  MX: `AGS=Aguascalientes/AGU;BC=Baja California/BCN;BCS=Baja California Sur;CAMP=Campeche/CAM;
    CHIS=Chiapas/CHP;CHIH=Chihuahua/CHH;DF=Ciudad de México/CDMX/CMX/Distrito Federal;
    COAH=Coahuila/COA/Coahuila de Zaragoza;COL=Colima;DGO=Durango/DUR;GTO=Guanajuato/GUA;GRO=Guerrero;
    HGO=Hidalgo/HID;JAL=Jalisco;MEX=México/Estado de México;MICH=Michoacán/MIC/Michoacán de Ocampo;
    MOR=Morelos;NAY=Nayarit;NL=Nuevo León/NLE;OAX=Oaxaca;PUE=Puebla;QRO=Querétaro/QUE;
    Q ROO=Quintana Roo/ROO;SLP=San Luis Potosí;SIN=Sinaloa;SON=Sonora;TAB=Tabasco;TAMPS=Tamaulipas/TAM;
    TLAX=Tlaxcala/TLA;VER=Veracruz/Veracruz de Ignacio de la Llave;YUC=Yucatán;ZAC=Zacatecas`,
  BR: `AC=Acre;AL=Alagoas;AP=Amapá;AM=Amazonas;BA=Bahia;CE=Ceará;DF=Distrito Federal;ES=Espírito Santo;
    GO=Goiás;MA=Maranhão;MT=Mato Grosso;MS=Mato Grosso do Sul;MG=Minas Gerais;PA=Pará;PB=Paraíba;
    PR=Paraná;PE=Pernambuco;PI=Piauí;RN=Rio Grande do Norte;RS=Rio Grande do Sul;RJ=Rio de Janeiro;
    RO=Rondônia;RR=Roraima;SC=Santa Catarina;SP=São Paulo;SE=Sergipe;TO=Tocantins`,
  IN: `AN=Andaman and Nicobar Islands/Andaman and Nicobar;AP=Andhra Pradesh;AR=Arunachal Pradesh;AS=Assam;
    BR=Bihar;CH=Chandigarh;CG=Chhattisgarh/Chattisgarh/CT;DN=Dadra and Nagar Haveli;DD=Daman and Diu/DH;
    DL=Delhi/New Delhi;GA=Goa;GJ=Gujarat;HR=Haryana;HP=Himachal Pradesh;JK=Jammu and Kashmir;
    JH=Jharkhand;KA=Karnataka;KL=Kerala;LA=Ladakh;LD=Lakshadweep;MP=Madhya Pradesh;MH=Maharashtra;
    MN=Manipur;ML=Meghalaya;MZ=Mizoram;NL=Nagaland;OR=Odisha/Orissa/OD;PY=Puducherry/Pondicherry;
    PB=Punjab;RJ=Rajasthan;SK=Sikkim;TN=Tamil Nadu;TS=Telangana/TG;TR=Tripura;UP=Uttar Pradesh;
    UK=Uttarakhand/UT;WB=West Bengal`,
  ZA: `EC=Eastern Cape;FS=Free State;GP=Gauteng/GT;NL=KwaZulu-Natal/KZN;LP=Limpopo;MP=Mpumalanga;
    NW=North West;NC=Northern Cape;WC=Western Cape`,
  AE: `AZ=Abu Dhabi;AJ=Ajman;DU=Dubai;FU=Fujairah;RK=Ras al-Khaimah;SH=Sharjah;UQ=Umm al-Quwain`,
  IE: `CW=Carlow;CN=Cavan;CE=Clare;CO=Cork;DL=Donegal;D=Dublin;G=Galway;KY=Kerry;KE=Kildare;KK=Kilkenny;
    LS=Laois;LM=Leitrim;LK=Limerick;LD=Longford;LH=Louth;MO=Mayo;MH=Meath;MN=Monaghan;OY=Offaly;
    RN=Roscommon;SO=Sligo;TA=Tipperary;WD=Waterford;WH=Westmeath;WX=Wexford;WW=Wicklow`,
  ES: `C=A Coruña/La Coruña;VI=Álava/Araba;AB=Albacete;A=Alicante;AL=Almería;
    O=Asturias/Principado de Asturias;AV=Ávila;BA=Badajoz;PM=Balears/Baleares/Illes Balears/Islas Baleares;
    B=Barcelona;BU=Burgos;CC=Cáceres;CA=Cádiz;S=Cantabria;CS=Castellón/Castelló;CE=Ceuta;CR=Ciudad Real;
    CO=Córdoba;CU=Cuenca;GI=Girona/Gerona;GR=Granada;GU=Guadalajara;SS=Guipúzcoa/Gipuzkoa;H=Huelva;
    HU=Huesca;J=Jaén;LO=La Rioja;GC=Las Palmas;LE=León;L=Lleida/Lérida;LU=Lugo;
    M=Madrid/Comunidad de Madrid;MA=Málaga;ML=Melilla;MU=Murcia/Región de Murcia;NA=Navarra/Nafarroa;
    OR=Ourense/Orense;P=Palencia;PO=Pontevedra;SA=Salamanca;TF=Santa Cruz de Tenerife;SG=Segovia;
    SE=Sevilla;SO=Soria;T=Tarragona;TE=Teruel;TO=Toledo;V=Valencia;VA=Valladolid;
    BI=Vizcaya/Bizkaia;ZA=Zamora;Z=Zaragoza`,
  IT: `AG=Agrigento;AL=Alessandria;AN=Ancona;AO=Aosta/Valle d'Aosta;AR=Arezzo;AP=Ascoli Piceno;AT=Asti;
    AV=Avellino;BA=Bari;BT=Barletta-Andria-Trani;BL=Belluno;BN=Benevento;BG=Bergamo;BI=Biella;BO=Bologna;
    BZ=Bolzano/Bozen;BS=Brescia;BR=Brindisi;CA=Cagliari;CL=Caltanissetta;CB=Campobasso;
    CI=Carbonia-Iglesias;CE=Caserta;CT=Catania;CZ=Catanzaro;CH=Chieti;CO=Como;CS=Cosenza;CR=Cremona;
    KR=Crotone;CN=Cuneo;EN=Enna;FM=Fermo;FE=Ferrara;FI=Firenze;FG=Foggia;FC=Forlì-Cesena;FR=Frosinone;
    GE=Genova;GO=Gorizia;GR=Grosseto;IM=Imperia;IS=Isernia;AQ=L'Aquila;SP=La Spezia;LT=Latina;LE=Lecce;
    LC=Lecco;LI=Livorno;LO=Lodi;LU=Lucca;MC=Macerata;MN=Mantova;MS=Massa-Carrara;MT=Matera;
    VS=Medio Campidano;ME=Messina;MI=Milano;MO=Modena;MB=Monza e Brianza;NA=Napoli;NO=Novara;NU=Nuoro;
    OG=Ogliastra;OR=Oristano;PD=Padova;PA=Palermo;PR=Parma;PV=Pavia;PG=Perugia;PU=Pesaro e Urbino;
    PE=Pescara;PC=Piacenza;PI=Pisa;PT=Pistoia;PN=Pordenone;PZ=Potenza;PO=Prato;RG=Ragusa;RA=Ravenna;
    RC=Reggio Calabria;RE=Reggio Emilia;RI=Rieti;RN=Rimini;RM=Roma;RO=Rovigo;SA=Salerno;SS=Sassari;
    SV=Savona;SI=Siena;SR=Siracusa;SO=Sondrio;TA=Taranto;TE=Teramo;TR=Terni;TO=Torino;TP=Trapani;
    TN=Trento;TV=Treviso;TS=Trieste;UD=Udine;VA=Varese;VE=Venezia;VB=Verbano-Cusio-Ossola;VC=Vercelli;
    VR=Verona;VV=Vibo Valentia;VI=Vicenza;VT=Viterbo`,
  JP: `JP-01=Hokkaido/北海道;JP-02=Aomori/青森;JP-03=Iwate/岩手;JP-04=Miyagi/宮城;JP-05=Akita/秋田;
    JP-06=Yamagata/山形;JP-07=Fukushima/福島;JP-08=Ibaraki/茨城;JP-09=Tochigi/栃木;JP-10=Gunma/群馬;
    JP-11=Saitama/埼玉;JP-12=Chiba/千葉;JP-13=Tokyo/東京;JP-14=Kanagawa/神奈川;JP-15=Niigata/新潟;
    JP-16=Toyama/富山;JP-17=Ishikawa/石川;JP-18=Fukui/福井;JP-19=Yamanashi/山梨;JP-20=Nagano/長野;
    JP-21=Gifu/岐阜;JP-22=Shizuoka/静岡;JP-23=Aichi/愛知;JP-24=Mie/三重;JP-25=Shiga/滋賀;
    JP-26=Kyoto/京都;JP-27=Osaka/大阪;JP-28=Hyogo/兵庫;JP-29=Nara/奈良;JP-30=Wakayama/和歌山;
    JP-31=Tottori/鳥取;JP-32=Shimane/島根;JP-33=Okayama/岡山;JP-34=Hiroshima/広島;JP-35=Yamaguchi/山口;
    JP-36=Tokushima/徳島;JP-37=Kagawa/香川;JP-38=Ehime/愛媛;JP-39=Kochi/高知;JP-40=Fukuoka/福岡;
    JP-41=Saga/佐賀;JP-42=Nagasaki/長崎;JP-43=Kumamoto/熊本;JP-44=Oita/大分;JP-45=Miyazaki/宮崎;
    JP-46=Kagoshima/鹿児島;JP-47=Okinawa/沖縄`,
}
