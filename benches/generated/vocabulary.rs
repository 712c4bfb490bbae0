//! The words that generated articles are made of, the frequent ones first.

use super::dice::Dice;

/// What treats: names that stand for nothing but themselves.
pub const THERAPIES: [&str; 100] = [
    "Swedish massage",
    "Deep-tissue massage",
    "Yoga",
    "Stretching",
    "Physiotherapy",
    "Acupuncture",
    "Pilates",
    "Tai chi",
    "Heat packs",
    "Trigger point therapy",
    "Myofascial release",
    "Hot stone massage",
    "Neuromuscular massage",
    "Shiatsu",
    "Reflexology",
    "Lymphatic drainage",
    "Cupping",
    "Acupressure",
    "Thai massage",
    "Sports massage",
    "Chair massage",
    "Foot massage",
    "Scalp massage",
    "Hand massage",
    "Infant massage",
    "Prenatal massage",
    "Aromatherapy",
    "Craniosacral therapy",
    "Rolfing",
    "Feldenkrais method",
    "Alexander technique",
    "Bowen technique",
    "Tui na",
    "Gua sha",
    "Moxibustion",
    "Lomi lomi",
    "Watsu",
    "Hydrotherapy",
    "Balneotherapy",
    "Mud packs",
    "Cryotherapy",
    "Sauna",
    "Infrared light",
    "Ultrasound",
    "Nerve stimulation",
    "Dry needling",
    "Kinesio taping",
    "Traction",
    "Spinal manipulation",
    "Joint mobilisation",
    "Osteopathy",
    "Chiropractic care",
    "Graded exercise",
    "Qigong",
    "Swimming",
    "Nordic walking",
    "Cycling",
    "Resistance bands",
    "Foam rolling",
    "Balance training",
    "Core training",
    "Breathing exercises",
    "Meditation",
    "Mindfulness",
    "Progressive relaxation",
    "Biofeedback",
    "Hypnosis",
    "Guided imagery",
    "Music therapy",
    "Art therapy",
    "Dance therapy",
    "Laughter yoga",
    "Horticultural therapy",
    "Pet therapy",
    "Cognitive therapy",
    "Activity pacing",
    "Sleep hygiene",
    "Ergonomic advice",
    "Orthotics",
    "Bracing",
    "Compression garments",
    "Splinting",
    "Posture training",
    "Mirror therapy",
    "Whole-body vibration",
    "Percussion massage",
    "Vacuum massage",
    "Hot towels",
    "Salt scrubs",
    "Herbal compresses",
    "Arnica gel",
    "Capsaicin cream",
    "Magnesium baths",
    "Ice massage",
    "Friction massage",
    "Connective tissue massage",
    "Ayurvedic massage",
    "Indian head massage",
    "Bamboo massage",
    "Underwater massage",
];

/// What is treated. None of it is what the articles of this repository are about.
pub const CONDITIONS: [&str; 100] = [
    "Neck strain",
    "Upper back pain",
    "Tension headache",
    "Migraine",
    "Frozen shoulder",
    "Tennis elbow",
    "Fibromyalgia",
    "Knee arthritis",
    "Plantar fasciitis",
    "Insomnia",
    "Anxiety",
    "Whiplash",
    "Golfers elbow",
    "Rotator cuff tear",
    "Shoulder impingement",
    "Carpal tunnel syndrome",
    "Trigger finger",
    "Wrist sprain",
    "Thumb arthritis",
    "Cervicogenic headache",
    "Jaw clenching",
    "Tinnitus",
    "Vertigo",
    "Rib strain",
    "Scoliosis",
    "Kyphosis",
    "Spinal stenosis",
    "Sacroiliac strain",
    "Tailbone injury",
    "Hip bursitis",
    "Hip arthritis",
    "Groin strain",
    "Hamstring strain",
    "Thigh contusion",
    "Runners knee",
    "Jumpers knee",
    "Meniscus tear",
    "Shin splints",
    "Calf cramps",
    "Achilles tendinitis",
    "Ankle sprain",
    "Heel spur",
    "Bunions",
    "Flat feet",
    "Morton neuroma",
    "Gout",
    "Rheumatoid arthritis",
    "Psoriatic arthritis",
    "Ankylosing spondylitis",
    "Lupus",
    "Chronic fatigue",
    "Restless legs",
    "Varicose veins",
    "Lymphedema",
    "Swollen ankles",
    "Peripheral neuropathy",
    "Shingles",
    "Trigeminal neuralgia",
    "Thoracic outlet syndrome",
    "Bell palsy",
    "Stroke",
    "Multiple sclerosis",
    "Parkinson disease",
    "Cerebral palsy",
    "Muscular dystrophy",
    "Osteoporosis",
    "Low mood",
    "Burnout",
    "Everyday stress",
    "Panic attacks",
    "Asthma",
    "Bronchitis",
    "Sinusitis",
    "Constipation",
    "Irritable bowel",
    "Infant colic",
    "Menstrual cramps",
    "Endometriosis",
    "Pregnancy",
    "Childbirth",
    "Menopause",
    "Pelvic floor tension",
    "Scars",
    "Burns",
    "Eczema",
    "Psoriasis",
    "Diabetes",
    "High blood pressure",
    "Heart failure",
    "Cancer fatigue",
    "Nausea",
    "Phantom limb",
    "Hypermobility",
    "Dystonia",
    "Growing pains",
    "Desk posture",
    "Jet lag",
    "Muscle soreness",
    "Motion sickness",
    "Repetitive strain",
];

/// Words that say little.
pub const SMALL: &str = "the a of and to in is it that for with as you on are not be or this at by from have may your can but \
    they more most some when than if people their which has was will one who also less after there only should while often \
    about into other what do how does then between over before two each without very much so these up out no";

/// Words of most articles.
pub const PLAIN: &str = "pain massage muscle back nerve body help treatment therapist pressure week day doctor therapy relief leg \
    trial study symptom sleep session movement exercise tissue blood skin joint neck side shoulder hand heat cold evidence \
    research patient risk benefit stress time sitting spine care lower deep health change feel rest gentle work tension \
    injury weakness walking standing standard stretch posture stiff tight ease review question guideline support improve \
    group effect method result sore swelling tender numbness tingling hip knee foot ankle arm \
    elbow wrist chest head heart breath calm mood worry anxious depression energy tired night morning bed pillow chair desk \
    office driving lifting bending twisting carrying running swimming cycling sport training muscle strength balance \
    flexible range motion warm bath towel pack ice cream oil stroke knead rub press tap hold slow firm soft hard strong \
    mild severe chronic acute short long common rare normal safe careful warning sign fever cancer clot fracture infection \
    diabetes pregnancy medicine tablet dose drug operation surgery hospital clinic nurse physiotherapist appointment plan \
    goal diary note question answer reason cause trigger pattern habit routine break pause step minute hour month year \
    adult child older woman man partner family friend home school life daily task cost price insurance choice advice \
    experience training licence qualified certificate hygiene consent privacy comfort music light room table sheet clothing \
    cushion roller ball tape brace insole shoe heel toe arch calf thigh groin pelvis rib vertebra disc root cord brain \
    signal sense touch temperature hormone immune inflammation circulation lymph fluid digestion bladder bowel appetite \
    weight diet water coffee alcohol smoking vitamin mineral scan blood test diagnosis referral outcome score scale \
    average difference sample control placebo random bias certainty quality limit finding report survey interview expert";

/// What the articles of this repository are about: others name it now and then.
const FOREIGN: [&str; 3] = ["sciatica", "piriformis", "buttock"];

/// Words that a few articles have: as many as a shelf of such articles would bring.
const RARE: usize = 20_000;

const BEGINNINGS: [&str; 24] = [
    "b", "br", "c", "ch", "d", "dr", "f", "fl", "g", "gr", "h", "k", "l", "m", "n", "p", "pl",
    "qu", "r", "s", "st", "t", "tr", "v",
];
const MIDDLES: [&str; 12] = [
    "a", "e", "i", "o", "u", "ea", "ou", "ar", "en", "il", "or", "un",
];
const ENDS: [&str; 16] = [
    "tic", "ment", "ner", "sal", "dis", "lum", "ster", "ral", "cine", "toid", "pathy", "gen",
    "vic", "lin", "mus", "tose",
];

/// All words of running text, by how often they are used.
pub struct Vocabulary {
    words: Vec<String>,
}

impl Vocabulary {
    pub fn new() -> Self {
        let common = SMALL.split_whitespace().chain(PLAIN.split_whitespace());
        let rare = (0..RARE).map(rare);
        let words = common.chain(FOREIGN).map(str::to_owned);
        Self {
            words: words.chain(rare).collect(),
        }
    }

    /// A word as often as it is used.
    pub fn word(&self, dice: &mut Dice) -> &str {
        &self.words[dice.rank_below(self.words.len())]
    }
}

/// The rare word of a number.
pub fn rare(number: usize) -> String {
    let mut dice = Dice::new(number as u64 + 1);
    let mut word = String::new();
    for _ in 0..1 + dice.below(2) {
        word += dice.one_of(&BEGINNINGS);
        word += dice.one_of(&MIDDLES);
    }
    word += dice.one_of(&BEGINNINGS);
    word += dice.one_of(&MIDDLES);
    word + dice.one_of(&ENDS)
}

/// The slug of a name.
pub fn slug_of(name: &str) -> String {
    name.to_lowercase().replace(' ', "-")
}
